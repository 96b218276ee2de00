import { View } from '@tarojs/components'
import type { CallAnswer } from '../../../../../src/contracts/functions'
import { reportData, reportDataAsCsv, reportDataAsJson } from '../../../../../src/domain/reportData'
import { reportEdition } from '../../../../../src/domain/reportEdition'
import { ActionButton } from '../../../../components/ActionButton'
import { MakeDocument } from '../../../../components/MakeDocument'
import { call } from '../../../../gateway/call'
import { readCity } from '../../../../gateway/city'
import { saveTextFile } from '../../../../platform/saveTextFile'
import { asHeading } from '../../../../platform/semantics'
import { useAction } from '../../../../useAction'

/** The shop's own report: as a file that others can check, and as data. */
export function OwnReport({ creditCode }: { creditCode: string }) {
  const takeJson = useAction(() => takeData(creditCode, 'json'))
  const takeCsv = useAction(() => takeData(creditCode, 'csv'))
  return (
    <View className="card">
      <View className="card-title" {...asHeading(2)}>
        本店的公共信用信息
      </View>
      <View className="shop-text">报告文件可以交给别人，对方扫上面的二维码就能查验。不收费。</View>
      <MakeDocument make={() => call('document', 'report.make', { creditCode })} />
      <View className="shop-text">同样的内容也可以作为数据带走：表格用 CSV，程序用 JSON。</View>
      <ActionButton label="导出数据（CSV）" action={takeCsv} type="default" />
      <ActionButton label="导出数据（JSON）" action={takeJson} type="default" />
    </View>
  )
}

async function takeData(creditCode: string, format: 'csv' | 'json'): Promise<CallAnswer<unknown>> {
  const city = await readCity()
  if (!city.ok) return city
  const answer = await call('document', 'data.read', { creditCode })
  if (!answer.ok) return answer
  const { body, asOf } = answer.value
  const rows = reportData(body, reportEdition(city.value.edition))
  const text = format === 'csv' ? reportDataAsCsv(rows) : reportDataAsJson(rows, asOf)
  await saveTextFile(`公共信用信息-${creditCode}.${format}`, text)
  return answer
}
