import { formatPlaqueNumber } from '../../src/domain/plaqueNumber'
import type { TestCloud } from '../support/cloud'
import { PLAQUES, SHOP } from '../support/sampleCity'
import { SAMPLE_ORIGIN, startSampleCloud } from '../support/sampleCloud'
import { openPhone } from '../support/weapp/phone'

/** The page in place of a report, in the mini-program as built. */

const REPORT = '/pages/report/index'
const { code, number } = PLAQUES.assigned
const mistyped = number.slice(0, 8) + ((Number(number[8]) + 1) % 10)
const forged = code.slice(0, 19) + (code.endsWith('0') ? '1' : '0')
const link = (plaqueCode: string) => `${SAMPLE_ORIGIN}/c/${plaqueCode}`

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startSampleCloud()
})
afterAll(() => cloud.remove())

const open = async (query: Record<string, string>) => {
  const phone = openPhone({ cloud })
  await phone.open(REPORT, query)
  return phone
}

describe('a genuine plaque without a report', () => {
  test.each([
    ['notAssigned', '标牌还没有启用'],
    ['replaced', '标牌已经换新'],
    ['suspended', '标牌暂停使用'],
    ['revoked', '标牌已经停用'],
    ['deregistered', '主体已经注销'],
  ] as const)(
    '%s: says so, says that it is genuine, and never reads like a fake',
    async (standing, title) => {
      const text = (await open({ scene: PLAQUES[standing].code })).text()
      expect(text).toMatch(/^演示数据\n/)
      expect(text).toContain(
        `${title}\n标牌编号 ${formatPlaqueNumber(PLAQUES[standing].number)}\n这块标牌是真的，`,
      )
      expect(text).not.toMatch(/伪|假|冒|不是平台发出/)
      expect(text).toContain('接下来可以')
      expect(text).not.toContain('信用信息概要')
    },
  )

  test('of a deregistered entity names it', async () => {
    expect((await open({ scene: PLAQUES.deregistered.code })).text()).toContain(
      '“爱辉区旧街书铺”已在登记机关办理注销',
    )
  })
})

describe('what is no plaque of the city', () => {
  test.each([
    ['a forged code', { scene: forged }, '这不是平台发出的标牌'],
    ['a code that lost a character', { scene: code.slice(1) }, '标牌码不完整'],
    ['a mistyped number', { q: mistyped }, '标牌编号不对'],
    ['a number that the city never gave', { q: PLAQUES.unknown.number }, '没有查到这块标牌'],
    [
      'a link of another host',
      { q: encodeURIComponent(`https://elsewhere.example/c/${code}`) },
      '这是别处的链接',
    ],
    ['a megabyte of text', { q: '1'.repeat(1_000_000) }, '没有认出标牌'],
    ['nothing at all', {}, '没有认出标牌'],
  ])('%s has a page of its own that leads on', async (_what, query, title) => {
    const phone = await open(query as Record<string, string>)
    expect(phone.text()).toMatch(/^演示数据\n/)
    expect(phone.text()).toContain(`\n${title}\n`)
    expect(phone.text()).not.toContain('是真的')
    expect(phone.text()).not.toContain(SHOP.name)
    await phone.tap('回首页')
    expect(phone.path()).toBe('/pages/home/index')
  })

  test('a link of another host is named and not opened', async () => {
    const phone = await open({ q: encodeURIComponent(`https://elsewhere.example/c/${code}`) })
    expect(phone.text()).toContain('它指向 elsewhere.example，我们没有打开它。')
  })

  test('a forged code costs no database request', async () => {
    const before = cloud.databaseRequests()
    await open({ scene: forged })
    expect(cloud.databaseRequests()).toBe(before)
  })
})

describe('everything a plaque can arrive as leads to the report', () => {
  test.each([
    ['q, encoded once as WeChat does', { q: encodeURIComponent(link(code)) }],
    ['q, encoded twice', { q: encodeURIComponent(encodeURIComponent(link(code))) }],
    ['scene', { scene: code }],
    ['the code in lower case', { scene: code.toLowerCase() }],
    ['the printed number', { q: encodeURIComponent(formatPlaqueNumber(number)) }],
  ])('%s', async (_what, query) => {
    expect((await open(query as Record<string, string>)).text()).toContain(SHOP.name)
  })
})

test('after a failed scan the next one opens the right report, and back leads home', async () => {
  const scanned = [link(forged), link(code)]
  const phone = openPhone({ cloud, scan: () => scanned.shift() })
  await phone.open('/pages/home/index')
  await phone.tap('扫描标牌')
  expect(phone.text()).toContain('这不是平台发出的标牌')
  await phone.tap('再扫一次')
  expect(phone.text()).toContain(SHOP.name)
  await phone.back()
  expect(phone.path()).toBe('/pages/home/index')
})

describe('no network', () => {
  test('says so and not that the plaque is wrong; trying again shows the report', async () => {
    const phone = openPhone({ cloud })
    phone.reaches = () => false
    await phone.open(REPORT, { scene: code })
    expect(phone.text()).toContain('网络没有连上\n没有收到回答，所以标牌还没有核验。')
    await phone.tap('重试')
    expect(phone.text()).toContain('网络没有连上')
    phone.reaches = () => true
    await phone.tap('重试')
    expect(phone.text()).toContain(SHOP.name)
    // The city's mode and the report, then the report again.
    for (let call = 1; call <= 3; call++) phone.takeComplaint(/cloud function credit: .*request:fail/)
  })
})

describe('a server fault', () => {
  test('when the function fails says that it is not the plaque’s fault, and trying again can work', async () => {
    const codes = cloud.store.collection('codes')
    const row = {
      _id: PLAQUES.unknown.code,
      number: PLAQUES.unknown.number,
      state: 'assigned',
      since: '2026-03-01',
    }
    // An assigned plaque without a report is a bug of the city's data, which the function answers as a fault.
    cloud.store.write(() => codes.insert(row, JSON.stringify(row)))
    const phone = await open({ scene: PLAQUES.unknown.code })
    expect(phone.text()).toContain('服务暂时出了问题\n这不是标牌的问题，只是现在无法核验。')
  })

  test('when the function does not even start says the same', async () => {
    const broken = await startSampleCloud({ PLAQUE_KEYS: 'none' })
    try {
      const phone = openPhone({ cloud: broken })
      await phone.open(REPORT, { scene: code })
      expect(phone.text()).toContain('服务暂时出了问题\n这不是标牌的问题')
      await phone.tap('重试')
      expect(phone.text()).toContain('服务暂时出了问题')
      for (let call = 1; call <= 3; call++) phone.takeComplaint(/cloud function credit: .*-504002/)
    } finally {
      await broken.remove()
    }
  })
})
