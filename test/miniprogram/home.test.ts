import { formatPlaqueNumber } from '../../src/domain/plaqueNumber'
import type { TestCloud } from '../support/cloud'
import { PLAQUES, SHOP } from '../support/sampleCity'
import { SAMPLE_ORIGIN, startSampleCloud } from '../support/sampleCloud'
import { COMPANY } from '../support/sampleCompany'
import { openPhone, type PhoneOptions } from '../support/weapp/phone'

/** The first page of the mini-program, as built. */

const HOME = '/pages/home/index'
const REPORT = '/pages/report/index'
const FIELD = '例如 312 456 780'
const { code, number } = PLAQUES.assigned
const mistyped = number.slice(0, 8) + ((Number(number[8]) + 1) % 10)

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startSampleCloud()
})
afterAll(() => cloud.remove())

const openHome = async (options: Partial<PhoneOptions> = {}) => {
  const phone = openPhone({ cloud, ...options })
  await phone.open(HOME)
  return phone
}

test('home says in three sentences what the plaque is, that it is voluntary and free, and what it is not', async () => {
  const phone = await openHome()
  expect(phone.text()).toMatch(
    /二维码连着一家市场主体的公共信用信息.*\n.*自愿，不收任何费用.*\n它不是营业执照，也不是评级/,
  )
})

test('home marks the data of a demo city', async () => {
  expect((await openHome()).text()).toMatch(/^演示数据\n/)
})

describe('scanning', () => {
  test('a plaque’s link opens its report, and back leads home', async () => {
    const phone = await openHome({ scan: () => `${SAMPLE_ORIGIN}/c/${code}` })
    await phone.tap('扫描标牌')
    expect(phone.path()).toBe(REPORT)
    expect(phone.text()).toContain(SHOP.name)
    await phone.back()
    expect(phone.path()).toBe(HOME)
  })

  test('cancelling stays on the page without a word', async () => {
    const phone = await openHome({ scan: () => undefined })
    await phone.tap('扫描标牌')
    expect(phone.path()).toBe(HOME)
    expect(phone.toasts).toEqual([])
  })
})

describe('typing', () => {
  test('the number of a plaque opens its report, also with spaces as it is printed', async () => {
    const phone = await openHome()
    await phone.type(FIELD, ` ${formatPlaqueNumber(number)} `)
    await phone.tap('查询')
    expect(phone.path()).toBe(REPORT)
    expect(phone.text()).toContain(SHOP.name)
  })

  test.each([
    ['nothing', '', '请输入标牌编号，或扫描标牌上的二维码。'],
    ['a number with one digit wrong', mistyped, '标牌编号有一位输错了，请对照标牌核对后重新输入。'],
    ['a number that is too short', '12345', '标牌编号应为 9 位数字，请核对后重新输入。'],
    ['a link of another host', `https://elsewhere.example/c/${code}`, '这个链接不是“码上诚信”的网址'],
    ['a text that is no plaque', '你好', '这不是“码上诚信”标牌的内容。'],
  ])(
    '%s stays in the field and is told what is wrong; typing on takes the message away',
    async (_what, text, message) => {
      const phone = await openHome()
      await phone.type(FIELD, text)
      await phone.tap('查询')
      expect(phone.path()).toBe(HOME)
      expect(phone.field(FIELD)).toBe(text)
      expect(phone.text()).toContain(message)
      await phone.type(FIELD, '1')
      expect(phone.text()).not.toContain(message)
    },
  )

  test('a megabyte of text is refused at once, and the page goes on working', async () => {
    const phone = await openHome()
    const before = cloud.databaseRequests()
    await phone.type(FIELD, '1'.repeat(1_000_000))
    await phone.tap('查询')
    expect(phone.text()).toContain('输入的内容太长，不是标牌编号。')
    expect(cloud.databaseRequests()).toBe(before)
    await phone.type(FIELD, number)
    await phone.tap('查询')
    expect(phone.text()).toContain(SHOP.name)
  })
})

describe('the plaques read last', () => {
  const readTwo = async () => {
    const phone = await openHome()
    for (const plaque of [PLAQUES.assigned, PLAQUES.company]) {
      await phone.open(REPORT, { scene: plaque.code })
      await phone.back()
    }
    return phone
  }

  test('are listed newest first, and one of them opens its report again', async () => {
    const phone = await readTwo()
    expect(phone.text()).toMatch(new RegExp(`最近看过[^]*${COMPANY.name}[^]*${SHOP.name}`))
    await phone.tap(SHOP.name)
    expect(phone.path()).toBe(REPORT)
    expect(phone.text()).toContain(formatPlaqueNumber(number))
  })

  test('are there when the app starts anew, are kept on the phone only, and can be forgotten', async () => {
    const first = await readTwo()
    expect(JSON.stringify(first.storage)).toContain(SHOP.name)
    const phone = await openHome({ storage: first.storage })
    expect(phone.text()).toContain(SHOP.name)
    const another = await openHome()
    expect(another.text()).not.toContain(SHOP.name)
    await phone.tap('清空记录')
    expect(phone.text()).toContain(SHOP.name)
    await phone.tap('再点一次清空')
    expect(phone.text()).not.toContain(SHOP.name)
    expect(phone.text()).not.toContain('最近看过')
    expect(phone.storage).toEqual({})
  })

  test('are not one of them when no report was shown', async () => {
    const phone = await openHome()
    await phone.open(REPORT, { scene: PLAQUES.suspended.code })
    await phone.back()
    expect(phone.text()).not.toContain('最近看过')
    expect(phone.storage).toEqual({})
  })
})
