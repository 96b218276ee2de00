import Taro from '@tarojs/taro'

const FIRST_FAILURE = 300

/** Sends a file of this phone to the storage. */
export const uploadFile: typeof import('./uploadFile.h5').uploadFile = async (
  { path },
  { url, fields },
  onProgress,
) => {
  try {
    const task = Taro.uploadFile({ url, filePath: path, name: 'file', formData: fields })
    if (onProgress) task.progress(({ progress }) => onProgress(progress))
    const { statusCode } = await task
    return statusCode < FIRST_FAILURE
  } catch (fault) {
    console.warn((fault as { errMsg?: string }).errMsg)
    return false
  }
}
