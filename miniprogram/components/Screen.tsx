import { View } from '@tarojs/components'
import type { PropsWithChildren } from 'react'
import type { CityReadResponse } from '../../src/contracts/report'
import { asMain } from '../platform/semantics'
import { TitleBar } from '../platform/TitleBar'
import { useCityMode } from '../useCityMode'
import './Screen.scss'

const RIBBONS: Record<CityReadResponse['mode'], string> = { demo: '演示数据', trial: '试点数据', live: '' }
const RIBBON_NOTES: Record<CityReadResponse['mode'], string> = {
  demo: '主体和信息均为虚构',
  trial: '目前只接入登记信息，其他信息尚未接入',
  live: '',
}

type Props = PropsWithChildren<{
  title: string
  /** At a desk the page takes the width of a table. */
  isWide?: boolean
}>

/** The frame of every page: title bar where the platform has none, and what kind of data the city serves. */
export function Screen({ title, isWide = false, children }: Props) {
  const mode = useCityMode()
  return (
    <View className={isWide ? 'screen screen-wide' : 'screen'}>
      <View className="screen-top">
        <TitleBar title={title} />
        {mode && mode !== 'live' && (
          <View className="ribbon">
            <View className="ribbon-mark">{RIBBONS[mode]}</View>
            <View>{RIBBON_NOTES[mode]}</View>
          </View>
        )}
      </View>
      <View className="screen-body" {...asMain()}>
        {children}
      </View>
    </View>
  )
}
