import Taro from '@tarojs/taro'
import { shareFile } from './saveTextFile.weapp'

const OK = 200

/** Puts the parts together in the phone's own folder, and WeChat sends the file to a chat. */
export const saveParts: typeof import('./saveParts.h5').saveParts = async (fileName, urls, onPart) => {
  const filePath = `${Taro.env.USER_DATA_PATH}/${fileName}`
  const files = Taro.getFileSystemManager()
  files.writeFileSync(filePath, '', 'utf8')
  for (const [index, url] of urls.entries()) {
    const part = await fetchPart(url)
    if (part === undefined) return false
    files.appendFileSync(filePath, files.readFileSync(part))
    onPart(index + 1)
  }
  await shareFile(filePath, fileName)
  return true
}

/** Where the part lies on the phone; undefined when it did not come. */
async function fetchPart(url: string): Promise<string | undefined> {
  try {
    const { statusCode, tempFilePath } = await Taro.downloadFile({ url })
    return statusCode === OK ? tempFilePath : undefined
  } catch (fault) {
    console.warn((fault as { errMsg?: string }).errMsg)
    return undefined
  }
}
