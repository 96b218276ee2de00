import { View } from '@tarojs/components'
import { useEffect, useRef, useState } from 'react'
import { Icon } from '../../components/Icon'
import { asAlert } from '../../platform/semantics'
import { type QrCodeReading, readQrCode } from './readQrCode'

const PAUSE_BETWEEN_LOOKS_MS = 150
const LONG_SIDE_PX = 800

const TROUBLES = {
  refused: '没有使用摄像头的权限。可以在浏览器设置中允许，或者选一张标牌的照片。',
  missing: '没有找到可用的摄像头。可以选一张标牌的照片，或者输入编号。',
  noDecoder: '识别程序没有下载成功。请检查网络后重新打开这一页，或者输入编号。',
}
type Trouble = keyof typeof TROUBLES

/** Looks through the camera until it reads a QR code; the camera stops when this leaves the screen. */
export function Camera({ onFound }: { onFound: (text: string) => void }) {
  const video = useRef<HTMLVideoElement>(null)
  const [trouble, setTrouble] = useState<Trouble>()

  // biome-ignore lint/correctness/useExhaustiveDependencies: the camera is opened once.
  useEffect(() => {
    let isOpen = true
    let stream: MediaStream | undefined

    async function look() {
      const opened = await openCamera()
      if (typeof opened === 'string') return setTrouble(opened)
      stream = opened
      if (!isOpen || !video.current) return stop(stream)
      video.current.srcObject = stream
      while (isOpen) {
        const reading = await readVideo(video.current)
        if (!isOpen) return
        if (reading === 'noDecoder') {
          stop(stream)
          return setTrouble(reading)
        }
        if (reading !== 'none') return onFound(reading.text)
        await pause(PAUSE_BETWEEN_LOOKS_MS)
      }
    }

    look()
    return () => {
      isOpen = false
      if (stream) stop(stream)
    }
  }, [])

  if (trouble) {
    return (
      <View className="camera-trouble" {...asAlert()}>
        <Icon name="scan" />
        <View>{TROUBLES[trouble]}</View>
      </View>
    )
  }
  return (
    <View className="camera">
      <video ref={video} className="camera-video" autoPlay muted playsInline />
      <View className="camera-frame" />
      <View className="camera-hint">将标牌上的二维码放入框内，自动识别</View>
    </View>
  )
}

/** Insecure pages have no `mediaDevices` at all. */
async function openCamera(): Promise<MediaStream | Trouble> {
  if (!navigator.mediaDevices?.getUserMedia) return 'missing'
  try {
    return await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } })
  } catch (fault) {
    if (!(fault instanceof DOMException)) throw fault
    return fault.name === 'NotAllowedError' ? 'refused' : 'missing'
  }
}

async function readVideo(video: HTMLVideoElement): Promise<QrCodeReading> {
  const { videoWidth: width, videoHeight: height } = video
  return width === 0 ? 'none' : readQrCode({ source: video, width, height }, LONG_SIDE_PX)
}

function stop(stream: MediaStream): void {
  for (const track of stream.getTracks()) track.stop()
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds))
}
