import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { useState } from 'react'
import { shanghaiDateTime } from '../../../src/domain/calendar'
import { formatPlaqueNumber } from '../../../src/domain/plaqueNumber'
import { openReport } from '../../navigation'
import { asButton, asHeading } from '../../platform/semantics'
import { forgetPlaques, recentPlaques } from '../../recentPlaques'

/** The plaques this phone has read; nothing at all while there are none. */
export function RecentList() {
  const [plaques, setPlaques] = useState(recentPlaques)
  const [isSure, setSure] = useState(false)
  useDidShow(() => {
    setPlaques(recentPlaques())
    setSure(false)
  })
  function clear() {
    if (!isSure) return setSure(true)
    forgetPlaques()
    setPlaques([])
  }

  if (plaques.length === 0) return null
  return (
    <View className="card recent">
      <View className="recent-top">
        <View className="card-title" {...asHeading(2)}>
          最近看过
        </View>
        <View className="text-button" {...asButton(clear)}>
          {isSure ? '再点一次清空' : '清空记录'}
        </View>
      </View>
      {plaques.map(({ number, name, readAt }) => (
        <View key={number} className="recent-item" {...asButton(() => openReport(number))}>
          <View className="recent-name">{name}</View>
          <View className="recent-note">
            {`标牌 ${formatPlaqueNumber(number)} · ${shanghaiDateTime(readAt)}`}
          </View>
        </View>
      ))}
      <View className="recent-hint">只记在这部手机上，最多 10 条</View>
    </View>
  )
}
