import Taro from '@tarojs/taro'

/** Opens a page on top of home, in place of any other page: going back always leads home, however often one scans. */
export function openPage(url: string): void {
  const isHome = Taro.getCurrentInstance().router?.path.includes('pages/home')
  if (isHome) Taro.navigateTo({ url })
  else Taro.redirectTo({ url })
}

/** Opens the report of what was scanned or typed. */
export function openReport(text: string): void {
  openPage(`/pages/report/index?q=${encodeURIComponent(text)}`)
}

/** Goes to the first page, whatever lies between. */
export function goHome(): void {
  Taro.reLaunch({ url: '/pages/home/index' })
}
