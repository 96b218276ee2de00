import Taro from '@tarojs/taro'

const FIRST_FAILURE = 300

/** Sends a picture to the storage. */
export const uploadPicture: typeof import('./uploadPicture.h5').uploadPicture = async (
  { path },
  { url, fields },
) => {
  try {
    const { statusCode } = await Taro.uploadFile({ url, filePath: path, name: 'file', formData: fields })
    return statusCode < FIRST_FAILURE
  } catch (fault) {
    console.warn((fault as { errMsg?: string }).errMsg)
    return false
  }
}
