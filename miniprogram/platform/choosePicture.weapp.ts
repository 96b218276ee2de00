import Taro from '@tarojs/taro'
import { MAXIMUM_PICTURE_BYTES, PICTURE_HEAD_BYTES, pictureType } from '../../src/domain/picture'

/** `wx` when the person has not agreed to the privacy guide, or has forbidden the album and the camera. */
const NOT_PERMITTED = /privacy|auth deny|authorize|permission/i

/** Lets the person take or choose a picture; WeChat asks for consent to its privacy guide first. */
export const choosePicture: typeof import('./choosePicture.h5').choosePicture = async () => {
  try {
    const { tempFiles } = await Taro.chooseMedia({ count: 1, mediaType: ['image'], sizeType: ['compressed'] })
    const [file] = tempFiles
    if (!file) return { outcome: 'cancelled' }
    const type = pictureType(await headOf(file.tempFilePath))
    if (!type || file.size > MAXIMUM_PICTURE_BYTES) return { outcome: 'refused' }
    return { outcome: 'chosen', picture: { path: file.tempFilePath, type, bytes: file.size } }
  } catch (fault) {
    const { errMsg = '' } = fault as { errMsg?: string }
    if (errMsg.includes('cancel')) return { outcome: 'cancelled' }
    if (NOT_PERMITTED.test(errMsg)) return { outcome: 'notPermitted' }
    throw fault
  }
}

function headOf(filePath: string): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    Taro.getFileSystemManager().readFile({
      filePath,
      position: 0,
      length: PICTURE_HEAD_BYTES,
      success: ({ data }) => resolve(new Uint8Array(data as ArrayBuffer)),
      // A file shorter than that is no picture.
      fail: ({ errMsg }) =>
        /out of range|length/i.test(errMsg) ? resolve(new Uint8Array()) : reject(new Error(errMsg)),
    })
  })
}
