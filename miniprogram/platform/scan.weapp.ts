import Taro from '@tarojs/taro'
import { openReport } from '../navigation'

/** Lets the person scan a plaque with WeChat's own scanner. */
export const scanPlaque: typeof import('./scan.h5').scanPlaque = async () => {
  try {
    const { result } = await Taro.scanCode({ scanType: ['qrCode'] })
    openReport(result)
  } catch (fault) {
    const { errMsg = '' } = fault as { errMsg?: string }
    if (errMsg.includes('cancel')) return
    console.warn(errMsg)
    Taro.showToast({ title: '没有识别到二维码，请再试一次', icon: 'none' })
  }
}
