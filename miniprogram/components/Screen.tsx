import { View } from '@tarojs/components'
import { type PropsWithChildren, useEffect, useState } from 'react'
import type { CityReadResponse } from '../../src/contracts/report'
import { readCity } from '../gateway/city'
import { TitleBar } from '../platform/TitleBar'
import './Screen.scss'

const RIBBONS: Record<CityReadResponse['mode'], string> = { demo: '演示数据', trial: '试点数据', live: '' }
const RIBBON_NOTES: Record<CityReadResponse['mode'], string> = {
  demo: '主体和信息均为虚构',
  trial: '仅供试点使用',
  live: '',
}

/** The frame of every page: title bar where the platform has none, and what kind of data the city serves. */
export function Screen({ title, children }: PropsWithChildren<{ title: string }>) {
  const mode = useCityMode()
  return (
    <View className="screen">
      <View className="screen-top">
        <TitleBar title={title} />
        {mode && mode !== 'live' && (
          <View className="ribbon">
            <View className="ribbon-mark">{RIBBONS[mode]}</View>
            <View>{RIBBON_NOTES[mode]}</View>
          </View>
        )}
      </View>
      <View className="screen-body">{children}</View>
    </View>
  )
}

function useCityMode(): CityReadResponse['mode'] | undefined {
  const [mode, setMode] = useState<CityReadResponse['mode']>()
  useEffect(() => {
    let isOpen = true
    readCity().then((city) => {
      if (isOpen && city.ok) setMode(city.value.mode)
    })
    return () => {
      isOpen = false
    }
  }, [])
  return mode
}
