import { picture } from '../support/browser'
import { PLAQUES, SHOP } from '../support/sampleCity'
import { SAMPLE_ORIGIN } from '../support/sampleCloud'
import { openSampleSite } from '../support/site'

/** The app in a browser when something around it fails: a person is told, and there is a way on. */

const site = openSampleSite()

const openHome = async () => {
  const page = await site.open('/', 'phone')
  await page.getByText('演示数据').waitFor()
  return page
}

test.each([
  ['nothing gets through', 'nothing'],
  ['a new deployment has taken the old files away', 'notFound'],
] as const)(
  'once home is open, when %s a report still says what is wrong and comes on trying again',
  async (_what, how) => {
    const page = await openHome()
    await page.route(
      (url) => how === 'nothing' || !url.pathname.startsWith('/api/'),
      (route) => (how === 'nothing' ? route.abort('internetdisconnected') : route.fulfill({ status: 404 })),
    )
    await page.getByPlaceholder(/例如/).fill(PLAQUES.assigned.number)
    await page.getByText('查询').click()
    if (how === 'nothing') {
      await page.getByText('网络没有连上').waitFor()
      await page.unrouteAll()
      await page.getByRole('button', { name: '重试' }).click()
    }
    await page.getByText('信用信息概要').waitFor()
  },
)

test('without a network the scan page opens, and says when it cannot read a picture', async () => {
  const page = await openHome()
  const shot = await page.screenshot()
  await page.route('**', (route) => route.abort('internetdisconnected'))
  await page.getByText('扫描标牌').click()
  await page.getByText('从相册选标牌的照片').waitFor()
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'shot.png', mimeType: 'image/png', buffer: shot })
  await page.getByText('识别程序没有下载成功').waitFor()
  await page.unrouteAll()
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'shot.png', mimeType: 'image/png', buffer: shot })
  await page.getByText('没有找到二维码').waitFor()
})

test.each([
  '{"ok":true,"value":{}}',
  '{"ok":true,"value":null}',
  '{"ok":true,"value":"好"}',
  '{"ok":true,"value":{"outcome":"report"}}',
  '{"ok":true,"value":{"outcome":"report","plaque":{"number":"889862173"},"asOf":1,"body":{"entity":{}}}}',
  '{"ok":true,"value":{"outcome":"notShown","reason":"replaced"}}',
  '{"ok":true}',
  '<html>',
])(
  'an answer of %s is the server’s fault, is not counted as a scan, and trying again works',
  async (body) => {
    const page = await site.newPage('phone')
    const counted: string[] = []
    page.on('request', (request) => {
      if (request.postData()?.includes('scan.record')) counted.push(request.url())
    })
    await page.route('**/api/**', (route) => route.fulfill({ body, contentType: 'application/json' }))
    await page.goto(`${site.cloud.url}/c/${PLAQUES.assigned.code}`)
    await page.getByText('服务暂时出了问题').waitFor()
    await page.getByText('这不是标牌的问题').waitFor()
    expect(counted).toEqual([])
    await page.unrouteAll()
    await page.getByRole('button', { name: '重试' }).click()
    await page.getByText(SHOP.name).first().waitFor()
  },
)

test('while the city does not answer, 查询 shows that it is at work', async () => {
  const page = await site.newPage('phone')
  let letGo = () => {}
  const held = new Promise<void>((resolve) => {
    letGo = resolve
  })
  await page.route('**/api/**', async (route) => {
    await held
    await route.continue()
  })
  await page.goto(site.cloud.url)
  await page.getByPlaceholder(/例如/).fill(`${SAMPLE_ORIGIN}/c/${PLAQUES.assigned.code}`)
  await page.getByText('查询').click()
  await page.getByText('正在核对').waitFor()
  await picture(page, 'asking-phone')
  letGo()
  await page.getByText('信用信息概要').waitFor()
})

test('a code that was typed and fails its check is first taken for a slip; a scanned one is not', async () => {
  const { code } = PLAQUES.assigned
  const slipped = code.slice(0, 19) + (code.endsWith('0') ? '1' : '0')
  const page = await openHome()
  await page.getByPlaceholder(/例如/).fill(slipped)
  await page.getByText('查询').click()
  await page.getByText('请核对输入的标牌码').waitFor()
  const text = (await page.getByRole('status').first().textContent()) ?? ''
  expect(text.indexOf('输错')).toBeGreaterThan(-1)
  expect(text.indexOf('输错')).toBeLessThan(text.indexOf('伪造'))
  await picture(page, 'mistyped-code-phone')
  await page.goto(`${site.cloud.url}/c/${slipped}`)
  await page.getByText('这不是平台发出的标牌').waitFor()
  expect(await page.getByText('请核对输入的标牌码').count()).toBe(0)
})
