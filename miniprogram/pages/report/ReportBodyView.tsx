import { View } from '@tarojs/components'
import { useEffect } from 'react'
import { emptyWords } from '../../../src/domain/emptyWords'
import { filledChapters, reportEdition } from '../../../src/domain/reportEdition'
import { call } from '../../gateway/call'
import { goToElement } from '../../platform/goToElement'
import { asButton, asHeading } from '../../platform/semantics'
import { rememberPlaque } from '../../recentPlaques'
import { useCity } from '../../useCityMode'
import { BasicInformation } from './BasicInformation'
import { ChapterView } from './ChapterView'
import { OwnWords } from './OwnWords'
import { ReportFoot } from './ReportFoot'
import { ReportHead } from './ReportHead'
import { SUMMARY_ID, Summary } from './Summary'
import { TakeAway } from './TakeAway'
import type { ShownReport } from './useReport'

/** The report in the order of the national report V2.0; the merchant's own words stand apart after it. */
export function ReportBodyView({ asked, report }: { asked: 'code' | 'number'; report: ShownReport }) {
  const { body } = report
  const city = useCity()
  const empty = emptyWords(city?.mode)
  const edition = reportEdition(city?.edition ?? '2022')
  const chapters = filledChapters(body, edition)
  // An effect runs after the report is on screen, so that counting never delays it.
  useEffect(() => afterReading(report), [report])

  return (
    <View className="report">
      <ReportHead asked={asked} report={report} />
      <Summary chapters={chapters} emptyCount={empty.count} />
      <View className="card sheet">
        <BasicInformation title={edition.basicTitle} entity={body.entity} />
        {chapters.map((chapter) => (
          <ChapterView
            key={chapter.key}
            chapter={chapter}
            emptyText={empty.chapter}
            plaqueNumber={report.plaque.number}
          />
        ))}
        {edition.closing.map(({ numeral, title, text }, index) => (
          <View
            key={numeral}
            className={index === edition.closing.length - 1 ? 'chapter chapter-last' : 'chapter'}
          >
            <View className="chapter-title" {...asHeading(2)}>
              {numeral}、{title}
            </View>
            <View>{text}</View>
          </View>
        ))}
        <View className="back-to-summary" {...asButton(() => goToElement(SUMMARY_ID))}>
          回到概要
        </View>
      </View>
      <OwnWords declarations={body.declarations} commitments={body.commitments} empty={empty} />
      <TakeAway code={report.plaque.code} />
      <ReportFoot version={edition.version} plaqueNumber={report.plaque.number} />
    </View>
  )
}

function afterReading({ plaque, body, asOf }: ShownReport): void {
  rememberPlaque({ number: plaque.number, name: body.entity.name, readAt: asOf })
  call('credit', 'scan.record', { code: plaque.code }).then((answer) => {
    if (!answer.ok) console.warn(`the scan was not counted: ${answer.error.code}`)
  })
}
