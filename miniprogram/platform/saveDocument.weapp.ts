import Taro from '@tarojs/taro'

/** Hands a document to the person: WeChat opens it, and its menu sends or keeps it. */
export const saveDocument: typeof import('./saveDocument.h5').saveDocument = async (
  fileName,
  type,
  base64,
) => {
  const filePath = `${Taro.env.USER_DATA_PATH}/${fileName}`
  Taro.getFileSystemManager().writeFileSync(filePath, base64, 'base64')
  await Taro.openDocument({ filePath, fileType: type, showMenu: true })
}
