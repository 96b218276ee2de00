import { View } from '@tarojs/components'
import { useState } from 'react'
import type { AuditFilter } from '../../../../../src/contracts/audit'
import type { CallAnswer, Response } from '../../../../../src/contracts/functions'
import { shanghaiDate } from '../../../../../src/domain/calendar'
import { ActionButton } from '../../../../components/ActionButton'
import { FormField } from '../../../../components/FormField'
import { call } from '../../../../gateway/call'
import { saveTextFile } from '../../../../platform/saveTextFile'
import { asFold, asHeading, asStatus } from '../../../../platform/semantics'
import { useAction } from '../../../../useAction'

/** Twenty thousand lines; the server lets a person ask so often in a minute, and a spreadsheet opens it at once. */
const MAXIMUM_PAGES = 100

type Exported = CallAnswer<Response<'audit', 'line.export'>>

/** Takes the lines that were searched for away as a CSV; the reason goes into the log. */
export function ExportForm({ filter }: { filter: AuditFilter }) {
  const [isOpen, setOpen] = useState(false)
  const [reason, setReason] = useState('')
  const [note, setNote] = useState('')
  const exporting = useAction(async () => {
    setNote('')
    let text = ''
    let count = 0
    let cursor: string | null = null
    for (let page = 0; page < MAXIMUM_PAGES; page++) {
      const answer: Exported = await call('audit', 'line.export', { ...filter, cursor, reason })
      if (!answer.ok) return answer
      text += answer.value.text
      count += answer.value.count
      cursor = answer.value.cursor
      if (cursor === null) break
      setNote(`已读取 ${count} 条…`)
    }
    await saveTextFile(`操作日志-${shanghaiDate(Date.now())}.csv`, text)
    setNote(cursor === null ? `已导出 ${count} 条` : `已导出最近的 ${count} 条，更早的请按时间分次导出`)
    return { ok: true, value: undefined }
  })
  return (
    <View className="card">
      <View className="log-fold" {...asFold(() => setOpen(!isOpen), '导出查询结果', isOpen)}>
        <View className="card-title" {...asHeading(2)}>
          导出查询结果
        </View>
        <View className="log-fold-mark">{isOpen ? '收起' : '展开'}</View>
      </View>
      {isOpen && (
        <View className="log-export">
          <FormField
            label="导出理由"
            value={reason}
            placeholder="例如：年度审计需要"
            hint="理由会记入日志，请不要写身份证号、手机号"
            onChange={setReason}
          />
          <ActionButton label="导出为 CSV 表格" action={exporting} type="default" />
          <View {...asStatus()}>{note}</View>
        </View>
      )}
    </View>
  )
}
