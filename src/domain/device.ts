/** Later ones claim to be earlier ones as well, so the order decides. */
const BROWSERS: readonly [RegExp, string][] = [
  [/MicroMessenger/, '微信内置浏览器'],
  [/Edg(e|A|iOS)?\//, 'Edge 浏览器'],
  [/360SE|360EE|QIHU/i, '360 浏览器'],
  [/MetaSr|SE 2\.X/, '搜狗浏览器'],
  [/QQBrowser/, 'QQ 浏览器'],
  [/UCBrowser|UBrowser/, 'UC 浏览器'],
  [/UOS|Uos/, '统信浏览器'],
  [/Firefox\//, 'Firefox 浏览器'],
  [/(Chrome|CriOS)\//, 'Chrome 浏览器'],
  [/Safari\//, 'Safari 浏览器'],
]
const SYSTEMS: readonly [RegExp, string][] = [
  [/Windows/, 'Windows 电脑'],
  [/HarmonyOS|OpenHarmony/, '鸿蒙设备'],
  [/iPhone/, '苹果手机'],
  [/iPad/, '苹果平板'],
  [/Android/, '安卓手机'],
  [/Macintosh|Mac OS X/, '苹果电脑'],
  [/Linux|X11/, 'Linux 电脑'],
]

/** What a browser's name of itself means to a person: `Windows 电脑 · Chrome 浏览器`. Nothing of it is proved. */
export function deviceOf(userAgent: string): string {
  const nameIn = (table: readonly [RegExp, string][], unknown: string) =>
    table.find(([pattern]) => pattern.test(userAgent))?.[1] ?? unknown
  return `${nameIn(SYSTEMS, '未知设备')} · ${nameIn(BROWSERS, '未知浏览器')}`
}

/** Enough of a network address to know one's own office by: `203.0.*.*`, or the first two groups of version 6. */
export function maskAddress(address: string): string {
  const version4 = /(?:^|:)(\d{1,3})\.(\d{1,3})\.\d{1,3}\.\d{1,3}$/.exec(address)
  if (version4) return `${version4[1]}.${version4[2]}.*.*`
  const groups = /^([0-9a-f]{1,4}):([0-9a-f]{1,4}):/i.exec(address)
  return groups ? `${groups[1]}:${groups[2]}:*` : '未知地址'
}
