import { deviceOf, maskAddress } from '../../../src/domain/device'

const WINDOWS = 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)'

describe('a desktop says in plain words what it is', () => {
  test.each([
    [`${WINDOWS} Chrome/131.0.0.0 Safari/537.36`, 'Windows 电脑 · Chrome 浏览器'],
    [`${WINDOWS} Chrome/131.0.0.0 Safari/537.36 Edg/131.0.0.0`, 'Windows 电脑 · Edge 浏览器'],
    [`${WINDOWS} Chrome/86.0.4240.198 Safari/537.36 360SE`, 'Windows 电脑 · 360 浏览器'],
    [
      'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Safari/605.1.15',
      '苹果电脑 · Safari 浏览器',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:133.0) Gecko/20100101 Firefox/133.0', 'Linux 电脑 · Firefox 浏览器'],
    [
      'Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/131.0.0.0 Mobile Safari/537.36',
      '安卓手机 · Chrome 浏览器',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Mobile/15E148 MicroMessenger/8.0.54',
      '苹果手机 · 微信内置浏览器',
    ],
    ['curl/8.5.0', '未知设备 · 未知浏览器'],
    ['', '未知设备 · 未知浏览器'],
    ['<script>alert(1)</script>', '未知设备 · 未知浏览器'],
  ])('%s', (userAgent, words) => {
    expect(deviceOf(userAgent)).toBe(words)
  })

  test.each([
    ['203.0.113.7', '203.0.*.*'],
    ['::ffff:203.0.113.7', '203.0.*.*'],
    ['2001:db8:85a3::8a2e:370:7334', '2001:db8:*'],
    ['::1', '未知地址'],
    ['', '未知地址'],
    ['unknown', '未知地址'],
  ])('the address %s is shown as %s', (address, shown) => {
    expect(maskAddress(address)).toBe(shown)
  })
})
