import Taro from '@tarojs/taro'

Taro.cloud.init()

/** Codes below this come from the cloud or the function (-404xxx, -5xxxxx): something was reached and failed. */
const FIRST_CLOUD_FAULT = -404000

/** WeChat's road: a cloud function of the app's own environment. */
export const deliver: typeof import('./transport.h5').deliver = async (name, event) => {
  try {
    const { result } = await Taro.cloud.callFunction({ name, data: event })
    return { reached: true, answer: result }
  } catch (fault) {
    const { errCode, errMsg } = fault as { errCode?: number; errMsg?: string }
    console.warn(`cloud function ${name}: ${errMsg}`)
    return errCode !== undefined && errCode <= FIRST_CLOUD_FAULT
      ? { reached: true, answer: undefined }
      : { reached: false }
  }
}
