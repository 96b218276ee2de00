import Taro from '@tarojs/taro'

/** Opens the report of what was scanned or typed. Only home stays below it, so that going back never piles up. */
export function openReport(text: string): void {
  const url = `/pages/report/index?q=${encodeURIComponent(text)}`
  const isHome = Taro.getCurrentInstance().router?.path.includes('pages/home')
  if (isHome) Taro.navigateTo({ url })
  else Taro.redirectTo({ url })
}

/** Goes to the first page, whatever lies between. */
export function goHome(): void {
  Taro.reLaunch({ url: '/pages/home/index' })
}
