import { View } from '@tarojs/components'
import type { FilledChapter } from '../../../src/domain/reportEdition'
import { goToElement } from '../../platform/goToElement'
import { asButton, asHeading } from '../../platform/semantics'
import { chapterId } from './ChapterView'

/** Where the summary stands on the page. */
export const SUMMARY_ID = 'summary'

/** The eight counts of the summary; each leads to its chapter. `emptyCount` stands for no record. */
export function Summary({
  chapters,
  emptyCount,
}: {
  chapters: readonly FilledChapter[]
  emptyCount: string
}) {
  return (
    <View className="card summary" id={SUMMARY_ID}>
      <View className="card-title" {...asHeading(2)}>
        信用信息概要
      </View>
      <View className="summary-counts">
        {chapters.map(({ key, countLabel, title, count }) => (
          <View
            key={key}
            className="summary-count"
            {...asButton(
              () => goToElement(chapterId(key)),
              `${countLabel} ${count || emptyCount} 条，查看${title}`,
            )}
          >
            <View className="summary-number">
              {count || emptyCount}
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
