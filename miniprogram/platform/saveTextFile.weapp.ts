import Taro from '@tarojs/taro'

/** Hands a text file to the person: WeChat sends it to a chat of theirs, such as the file transfer helper. */
export const saveTextFile: typeof import('./saveTextFile.h5').saveTextFile = async (fileName, text) => {
  const filePath = `${Taro.env.USER_DATA_PATH}/${fileName}`
  Taro.getFileSystemManager().writeFileSync(filePath, text, 'utf8')
  await shareFile(filePath, fileName)
}

/** Lets the person send a file of the phone's own folder to a chat; changing one's mind is no fault. */
export async function shareFile(filePath: string, fileName: string): Promise<void> {
  try {
    await Taro.shareFileMessage({ filePath, fileName })
  } catch (fault) {
    const { errMsg = '' } = fault as { errMsg?: string }
    if (!errMsg.includes('cancel')) throw fault
  }
}
