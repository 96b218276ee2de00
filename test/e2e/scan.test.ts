import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { toFile } from 'qrcode'
import { plaqueLink } from '../../src/domain/plaqueLink'
import { openBrowser, picture } from '../support/browser'
import { writePlaqueVideo } from '../support/plaqueVideo'
import { PLAQUES, SHOP } from '../support/sampleCity'
import { openSampleSite } from '../support/site'

/** Scanning in a browser: the camera, and a picture where there is none. */

const site = openSampleSite()
let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'plaque-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

test('the camera reads a plaque and the report opens', async () => {
  const video = join(folder, 'plaque.y4m')
  writePlaqueVideo(video, plaqueLink(site.cloud.url, PLAQUES.assigned.code))
  const camera = [
    '--use-fake-ui-for-media-stream',
    '--use-fake-device-for-media-stream',
    `--use-file-for-fake-video-capture=${video}`,
  ]
  const page = await site.newPage('phone', await openBrowser(camera))
  await page.goto(site.cloud.url)
  await page.getByText('扫描标牌').click()
  await page.getByText(SHOP.name).first().waitFor()
  await picture(page, 'scanned-phone')
  expect(page.faults).toEqual([])
})

test('without a camera a picture from the album is read; a picture without a code says so', async () => {
  const plaque = join(folder, 'plaque.png')
  await toFile(plaque, plaqueLink(site.cloud.url, PLAQUES.assigned.code), { width: 700, margin: 8 })
  const page = await site.open('/')
  await page.screenshot({ path: join(folder, 'no-code.png') })
  await page.getByText('扫描标牌').click()
  await page.getByText(/没有找到可用的摄像头|没有使用摄像头的权限/).waitFor()
  await picture(page, 'scan-without-camera-phone')
  await page.locator('input[type=file]').setInputFiles(join(folder, 'no-code.png'))
  await page.getByText('没有找到二维码').waitFor()
  await page.locator('input[type=file]').setInputFiles(plaque)
  await page.getByText(SHOP.name).first().waitFor()
})

test('a code of another host is not opened, and says whose it is not', async () => {
  const other = join(folder, 'other.png')
  await toFile(other, `https://elsewhere.example/c/${PLAQUES.assigned.code}`, { width: 700, margin: 8 })
  const page = await site.open('/pages/scan/index')
  await page.locator('input[type=file]').setInputFiles(other)
  await page.getByText('不是“码上诚信”的网址').waitFor()
  expect(page.url()).toContain(site.cloud.url)
})
