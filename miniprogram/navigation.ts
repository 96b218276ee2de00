import Taro from '@tarojs/taro'

/** Opens a page on top of home, in place of any other page: going back always leads home, however often one scans. */
export function openPage(url: string): void {
  const isHome = Taro.getCurrentInstance().router?.path.includes('pages/home')
  if (isHome) Taro.navigateTo({ url })
  else Taro.redirectTo({ url })
}

/** Opens the report of what was scanned or read before. */
export function openReport(text: string): void {
  openPage(`/pages/report/index?q=${encodeURIComponent(text)}`)
}

/** Opens the report of what was typed: a code that fails its check may then be a slip of the finger. */
export function openTypedReport(text: string): void {
  openPage(`/pages/report/index?q=${encodeURIComponent(text)}&typed=1`)
}

/** Goes to the first page, whatever lies between. */
export function goHome(): void {
  Taro.reLaunch({ url: '/pages/home/index' })
}
