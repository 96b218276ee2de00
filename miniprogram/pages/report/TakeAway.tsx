import { View } from '@tarojs/components'
import { MakeDocument } from '../../components/MakeDocument'
import { call } from '../../gateway/call'
import { asHeading } from '../../platform/semantics'

/** The report as a file, for whoever scans. */
export function TakeAway({ code }: { code: string }) {
  return (
    <View className="card">
      <View className="card-title" {...asHeading(2)}>
        报告文件
      </View>
      <View>把这份报告存成 PDF，内容与本页相同，附编号和查验二维码。</View>
      <MakeDocument make={() => call('document', 'report.makePublic', { code })} />
    </View>
  )
}
