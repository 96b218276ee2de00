import { View } from '@tarojs/components'
import { type ChangeEvent, useState } from 'react'
import { Icon } from '../../components/Icon'
import { asAlert } from '../../platform/semantics'
import { type QrCodeReading, readQrCode } from './readQrCode'

/** A small code in a large picture needs detail; a large one is read better when it is small. */
const LONG_SIDES_PX = [1600, 800, 400]

/** Reads the QR code in a picture from the album. */
export function AlbumPicture({ onFound }: { onFound: (text: string) => void }) {
  const [message, setMessage] = useState('')

  async function choose(event: ChangeEvent<HTMLInputElement>) {
    const file = event.target.files?.[0]
    event.target.value = ''
    if (!file) return
    setMessage('正在识别…')
    const picture = await openPicture(file)
    if (!picture) return setMessage('这个文件不是图片，请换一张标牌的照片。')
    const reading = await readPicture(picture)
    if (reading === 'noDecoder')
      return setMessage('识别程序没有下载成功。请检查网络后再选一次，或者输入编号。')
    if (reading === 'none') return setMessage('这张图片里没有找到二维码。请换一张清晰的照片，或者输入编号。')
    onFound(reading.text)
  }

  return (
    <View className="album">
      <label className="album-button">
        <Icon name="picture" />
        从相册选标牌的照片
        <input className="album-input" type="file" accept="image/*" onChange={choose} />
      </label>
      {message !== '' && (
        <View className="album-message" {...asAlert()}>
          {message}
        </View>
      )}
    </View>
  )
}

async function openPicture(file: File): Promise<HTMLImageElement | undefined> {
  const url = URL.createObjectURL(file)
  const picture = new Image()
  try {
    await new Promise((resolve, reject) => {
      picture.onload = resolve
      picture.onerror = () => reject(new DOMException('no picture', 'EncodingError'))
      picture.src = url
    })
    return picture
  } catch (fault) {
    if (fault instanceof DOMException) return undefined
    throw fault
  } finally {
    URL.revokeObjectURL(url)
  }
}

async function readPicture(source: HTMLImageElement): Promise<QrCodeReading> {
  for (const longSidePx of LONG_SIDES_PX) {
    const reading = await readQrCode(
      { source, width: source.naturalWidth, height: source.naturalHeight },
      longSidePx,
    )
    if (reading !== 'none') return reading
  }
  return 'none'
}
