import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { ReactElement } from 'react'
import { Icon } from '../components/Icon'
import { goBack } from '../navigation'
import { asButton, asHeading } from './semantics'
import './TitleBar.scss'

/** The browser's title bar, with the way back. */
export function TitleBar({ title }: { title: string }): ReactElement | null {
  const isHome = Taro.getCurrentInstance().router?.path.includes('pages/home') ?? false
  return (
    <View className="title-bar">
      {!isHome && (
        <View className="title-bar-back" {...asButton(goBack, '返回')}>
          <Icon name="back" />
        </View>
      )}
      <View className="title-bar-text" {...asHeading(1)}>
        {title}
      </View>
    </View>
  )
}
