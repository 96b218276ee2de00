import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ReportRecord } from '../../../src/contracts/report'
import type { RecordKind } from '../../../src/domain/recordKinds'
import type { FilledChapter } from '../../../src/domain/reportEdition'
import { recordFields } from '../../../src/domain/reportFields'
import { asFold, asHeading } from '../../platform/semantics'
import { Field } from './Field'

const SHOWN_RECORDS = 3

/** Where a chapter stands on the page. */
export function chapterId(key: string): string {
  return `chapter-${key}`
}

/** A chapter with its records by kind, newest first as they come. */
export function ChapterView({ chapter, emptyText }: { chapter: FilledChapter; emptyText: string }) {
  return (
    <View className="chapter" id={chapterId(chapter.key)}>
      <View className="chapter-title" {...asHeading(2)}>
        {chapter.numeral}、{chapter.title}
      </View>
      <View className="chapter-categories">码上诚信分类：{chapter.categories.join('、')}</View>
      {chapter.count === 0 && <View className="chapter-empty">{emptyText}</View>}
      {chapter.groups.map(({ kind, records }) => (
        <KindView key={kind.kind} kind={kind} records={records} />
      ))}
    </View>
  )
}

/** The records of one kind, each with a number of its own; many are folded after the first three. */
function KindView({ kind, records }: { kind: RecordKind; records: readonly ReportRecord[] }) {
  const [isOpen, setOpen] = useState(false)
  const isFolded = records.length > SHOWN_RECORDS
  const shown = isFolded && !isOpen ? records.slice(0, SHOWN_RECORDS) : records
  const word = isOpen ? '收起' : `展开全部 ${records.length} 条`
  return (
    <View className="kind">
      <View className="kind-title" {...asHeading(3)}>
        {kind.label} {records.length} 条
      </View>
      {shown.map((record, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: records have no key of their own and their order is fixed.
        <RecordView key={index} ordinal={index + 1} record={record} />
      ))}
      {isFolded && (
        <View
          className="text-button kind-more"
          {...asFold(() => setOpen(!isOpen), `${word}：${kind.label}`, isOpen)}
        >
          {word}
        </View>
      )}
    </View>
  )
}

function RecordView({ ordinal, record }: { ordinal: number; record: ReportRecord }) {
  return (
    <View className="record">
      <View className="record-top">
        <View className="record-ordinal">第 {ordinal} 条</View>
        <View className="record-date">{record.date}</View>
      </View>
      {recordFields(record).map(({ label, value, long }) => (
        <Field key={label} label={label} value={value} long={long} />
      ))}
    </View>
  )
}
