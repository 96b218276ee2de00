import { View } from '@tarojs/components'
import Taro from '@tarojs/taro'
import type { ReportBody } from '../../../src/contracts/report'
import { CHAPTERS, reportCounts } from '../../../src/domain/chapters'
import { asButton, asHeading } from '../../platform/semantics'

/** The eight counts of the summary; each leads to its chapter. */
export function Summary({ body }: { body: ReportBody }) {
  const counts = reportCounts(body)
  return (
    <View className="card summary">
      <View className="card-title" {...asHeading(2)}>
        信用信息概要
      </View>
      <View className="summary-counts">
        {CHAPTERS.map(({ key, countLabel, title }) => (
          <View
            key={key}
            className="summary-count"
            {...asButton(() => goToChapter(key), `${countLabel} ${counts[key]} 条，查看${title}`)}
          >
            <View className="summary-number">
              {counts[key]}
              <View className="summary-unit">条</View>
            </View>
            <View className="summary-label">{countLabel}</View>
          </View>
        ))}
      </View>
      <View className="summary-note">条数只是数量，不是评分。点一下可以看到内容。</View>
    </View>
  )
}

/** Room for what stays at the top of the screen. */
const TOP_PX = 88

function goToChapter(key: string): void {
  // Without an animation: in the browser Taro's overshoots the chapter.
  Taro.pageScrollTo({ selector: `#chapter-${key}`, offsetTop: -TOP_PX, duration: 0 })
}
