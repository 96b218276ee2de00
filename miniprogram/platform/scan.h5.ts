import Taro from '@tarojs/taro'

/** Lets the person scan a plaque: the browser has a page for it. */
export function scanPlaque(): void {
  Taro.navigateTo({ url: '/pages/scan/index' })
}
