import { View } from '@tarojs/components'
import { MakeDocument } from '../../components/MakeDocument'
import { call } from '../../gateway/call'
import { openNext } from '../../navigation'
import { asButton, asHeading } from '../../platform/semantics'

const CHECK_PAGE = '/packages/document/pages/check/index'

/** The report as a file, for whoever scans. */
export function TakeAway({ code }: { code: string }) {
  return (
    <View className="card">
      <View className="card-title" {...asHeading(2)}>
        报告文件
      </View>
      <View className="take-away-text">把这份报告存成 PDF，内容与本页相同，附编号和查验二维码。</View>
      <MakeDocument make={() => call('document', 'report.makePublic', { code })} />
      <View className="text-button take-away-check" {...asButton(() => openNext(CHECK_PAGE))}>
        查验别人给的报告文件
      </View>
    </View>
  )
}
