import { useEffect } from 'react'
import { Screen } from '../../components/Screen'
import { call } from '../../gateway/call'
import { rememberPlaque } from '../../recentPlaques'
import { LoadingView } from './LoadingView'
import { NoticeView } from './NoticeView'
import { ReportBodyView } from './ReportBodyView'
import { type ShownReport, useReport } from './useReport'
import './index.scss'

/** What a scan shows: an entity's public credit information, or why there is none. */
export default function ReportPage() {
  const { view, retry } = useReport()
  const report = view.state === 'report' ? view.report : undefined
  // An effect runs after the report is on screen, so that counting never delays it.
  useEffect(() => {
    if (report) afterReading(report)
  }, [report])

  return (
    <Screen title="公共信用信息">
      {view.state === 'loading' && <LoadingView />}
      {view.state === 'report' && <ReportBodyView asked={view.asked} report={view.report} />}
      {view.state === 'notice' && <NoticeView noticeKey={view.key} facts={view.facts} retry={retry} />}
    </Screen>
  )
}

function afterReading({ plaque, body, asOf }: ShownReport): void {
  rememberPlaque({ number: plaque.number, name: body.entity.name, readAt: asOf })
  call('credit', 'scan.record', { code: plaque.code }).then((answer) => {
    if (!answer.ok) console.warn(`the scan was not counted: ${answer.error.code}`)
  })
}
