import { View } from '@tarojs/components'
import { useDidHide, useDidShow } from '@tarojs/taro'
import { useState } from 'react'
import { PlaqueEntry } from '../../components/PlaqueEntry'
import { Screen } from '../../components/Screen'
import { openScanned } from '../../navigation'
import { AlbumPicture } from './AlbumPicture'
import { Camera } from './Camera'
import './index.scss'

/** The browser's scanner: the camera first, then a picture, then typing. */
export default function ScanPage() {
  const [isShown, setShown] = useState(true)
  useDidShow(() => setShown(true))
  useDidHide(() => setShown(false))

  return (
    <Screen title="扫描标牌">
      <View className="scan-stage">{isShown && <Camera onFound={openScanned} />}</View>
      <View className="card scan-album">
        <AlbumPicture onFound={openScanned} />
      </View>
      <View className="card">
        <PlaqueEntry />
      </View>
    </Screen>
  )
}
