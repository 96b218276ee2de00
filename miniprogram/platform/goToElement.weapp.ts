import Taro from '@tarojs/taro'

/** Room for the ribbon that stays at the top of the screen. */
const TOP_PX = 88

/** Brings a part of the page to the top of the screen. */
export const goToElement: typeof import('./goToElement.h5').goToElement = (id) => {
  Taro.pageScrollTo({ selector: `#${id}`, offsetTop: -TOP_PX, duration: 0 })
}
