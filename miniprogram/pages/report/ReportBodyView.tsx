import { View } from '@tarojs/components'
import { useEffect } from 'react'
import { CHAPTERS, SUGGESTION_CHAPTER } from '../../../src/domain/chapters'
import { call } from '../../gateway/call'
import { goToElement } from '../../platform/goToElement'
import { asButton, asHeading } from '../../platform/semantics'
import { rememberPlaque } from '../../recentPlaques'
import { useCityMode } from '../../useCityMode'
import { BasicInformation } from './BasicInformation'
import { ChapterView } from './ChapterView'
import { emptyWords } from './emptyWords'
import { OwnWords } from './OwnWords'
import { ReportFoot } from './ReportFoot'
import { ReportHead } from './ReportHead'
import { SUMMARY_ID, Summary } from './Summary'
import type { ShownReport } from './useReport'

/** The report in the order of the national report V2.0; the merchant's own words stand apart after it. */
export function ReportBodyView({ asked, report }: { asked: 'code' | 'number'; report: ShownReport }) {
  const { body } = report
  const empty = emptyWords(useCityMode())
  // An effect runs after the report is on screen, so that counting never delays it.
  useEffect(() => afterReading(report), [report])

  return (
    <View className="report">
      <ReportHead asked={asked} report={report} />
      <Summary body={body} emptyCount={empty.count} />
      <View className="card sheet">
        <BasicInformation entity={body.entity} />
        {CHAPTERS.map((chapter) => (
          <ChapterView
            key={chapter.key}
            chapter={chapter}
            records={body.chapters.find(({ key }) => key === chapter.key)?.records ?? []}
            emptyText={empty.chapter}
            plaqueNumber={report.plaque.number}
          />
        ))}
        <View className="chapter chapter-last">
          <View className="chapter-title" {...asHeading(2)}>
            {SUGGESTION_CHAPTER.numeral}、{SUGGESTION_CHAPTER.title}
          </View>
          <View>{SUGGESTION_CHAPTER.text}</View>
        </View>
        <View className="back-to-summary" {...asButton(() => goToElement(SUMMARY_ID))}>
          回到概要
        </View>
      </View>
      <OwnWords declarations={body.declarations} commitments={body.commitments} empty={empty} />
      <ReportFoot plaqueNumber={report.plaque.number} />
    </View>
  )
}

function afterReading({ plaque, body, asOf }: ShownReport): void {
  rememberPlaque({ number: plaque.number, name: body.entity.name, readAt: asOf })
  call('credit', 'scan.record', { code: plaque.code }).then((answer) => {
    if (!answer.ok) console.warn(`the scan was not counted: ${answer.error.code}`)
  })
}
