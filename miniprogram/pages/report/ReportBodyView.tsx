import { View } from '@tarojs/components'
import { CHAPTERS, SUGGESTION_CHAPTER } from '../../../src/domain/chapters'
import { asHeading } from '../../platform/semantics'
import { BasicInformation } from './BasicInformation'
import { ChapterView } from './ChapterView'
import { OwnWords } from './OwnWords'
import { ReportFoot } from './ReportFoot'
import { ReportHead } from './ReportHead'
import { Summary } from './Summary'
import type { ShownReport } from './useReport'

/** The report in the order of the national report V2.0; the merchant's own words stand apart after it. */
export function ReportBodyView({ asked, report }: { asked: 'code' | 'number'; report: ShownReport }) {
  const { body } = report
  return (
    <View className="report">
      <ReportHead asked={asked} report={report} />
      <Summary body={body} />
      <View className="card sheet">
        <BasicInformation entity={body.entity} />
        {CHAPTERS.map((chapter) => (
          <ChapterView
            key={chapter.key}
            chapter={chapter}
            records={body.chapters.find(({ key }) => key === chapter.key)?.records ?? []}
          />
        ))}
        <View className="chapter">
          <View className="chapter-title" {...asHeading(2)}>
            {SUGGESTION_CHAPTER.numeral}、{SUGGESTION_CHAPTER.title}
          </View>
          <View>{SUGGESTION_CHAPTER.text}</View>
        </View>
      </View>
      <OwnWords declarations={body.declarations} commitments={body.commitments} />
      <ReportFoot />
    </View>
  )
}
