import Taro from '@tarojs/taro'
import { openScanned } from '../navigation'

/** Lets the person scan a plaque, an invitation or a desktop's log-in with WeChat's own scanner. */
export const scanPlaque: typeof import('./scan.h5').scanPlaque = async () => {
  try {
    const { result } = await Taro.scanCode({ scanType: ['qrCode'] })
    await openScanned(result)
  } catch (fault) {
    const { errMsg = '' } = fault as { errMsg?: string }
    if (errMsg.includes('cancel')) return
    console.warn(errMsg)
    Taro.showToast({ title: '没有识别到二维码，请再试一次', icon: 'none' })
  }
}
