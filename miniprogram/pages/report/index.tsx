import { View } from '@tarojs/components'
import { Screen } from '../../components/Screen'
import { asStatus } from '../../platform/semantics'
import { FaultBoundary } from './FaultBoundary'
import { LoadingView } from './LoadingView'
import { NoticeView } from './NoticeView'
import { ReportBodyView } from './ReportBodyView'
import { useReport } from './useReport'
import './index.scss'

/** What a scan shows: an entity's public credit information, or why there is none. */
export default function ReportPage() {
  const { view, retry } = useReport()

  return (
    <Screen title="公共信用信息">
      <View {...asStatus()}>
        {view.state === 'loading' && <LoadingView />}
        {view.state === 'notice' && <NoticeView noticeKey={view.key} facts={view.facts} retry={retry} />}
      </View>
      {view.state === 'report' && (
        <FaultBoundary fallback={<NoticeView noticeKey="SERVER_FAULT" facts={{}} retry={retry} />}>
          <ReportBodyView asked={view.asked} report={view.report} />
        </FaultBoundary>
      )}
    </Screen>
  )
}
