import { View } from '@tarojs/components'
import { useState } from 'react'
import type { ReportRecord } from '../../../src/contracts/report'
import type { RecordKind } from '../../../src/domain/recordKinds'
import type { FilledChapter } from '../../../src/domain/reportEdition'
import { recordFields } from '../../../src/domain/reportFields'
import { openNext } from '../../navigation'
import { asButton, asFold, asHeading } from '../../platform/semantics'
import { Field } from './Field'

const SHOWN_RECORDS = 3

/** Where a chapter stands on the page. */
export function chapterId(key: string): string {
  return `chapter-${key}`
}

/** A chapter with its records by kind, newest first as they come. */
export function ChapterView(props: {
  chapter: FilledChapter
  emptyText: string
  /** Whose plaque the report is of, to tell of a mistake in it. */
  plaqueNumber: string
}) {
  const { chapter, emptyText, plaqueNumber } = props
  return (
    <View className="chapter" id={chapterId(chapter.key)}>
      <View className="chapter-title" {...asHeading(2)}>
        {chapter.numeral}、{chapter.title}
      </View>
      <View className="chapter-categories">码上诚信分类：{chapter.categories.join('、')}</View>
      {chapter.count === 0 && <View className="chapter-empty">{emptyText}</View>}
      {chapter.groups.map(({ kind, records }) => (
        <KindView key={kind.kind} kind={kind} records={records} plaqueNumber={plaqueNumber} />
      ))}
    </View>
  )
}

/** The records of one kind, each with a number of its own; many are folded after the first three. */
type KindProps = { kind: RecordKind; records: readonly ReportRecord[]; plaqueNumber: string }

function KindView({ kind, records, plaqueNumber }: KindProps) {
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
        <RecordView key={index} ordinal={index + 1} kind={kind} record={record} plaqueNumber={plaqueNumber} />
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

type RecordProps = { ordinal: number; kind: RecordKind; record: ReportRecord; plaqueNumber: string }

function RecordView({ ordinal, kind, record, plaqueNumber }: RecordProps) {
  const { clarification } = record
  const tell = () => openNext(mistakeUrl(plaqueNumber, record))
  return (
    <View className="record">
      <View className="record-top">
        <View className="record-ordinal">第 {ordinal} 条</View>
        <View className="record-date">{record.date}</View>
      </View>
      {record.objectionPending && <View className="record-objection">异议处理中</View>}
      {recordFields(record).map(({ label, value, long }) => (
        <Field key={label} label={label} value={value} long={long} />
      ))}
      {clarification && (
        <View className="record-clarification">
          <View className="record-clarification-title">市场主体的说明</View>
          <View>{clarification.text}</View>
          <View className="record-clarification-note">{`由市场主体自己填写，${clarification.confirmedOn} 核对`}</View>
        </View>
      )}
      <View
        className="text-button record-mistake"
        {...asButton(tell, `这条有误：${kind.label}第 ${ordinal} 条`)}
      >
        这条有误
      </View>
    </View>
  )
}

/** The form is told what the reader saw; a record has no key of its own in the report. */
function mistakeUrl(plaqueNumber: string, { kind, date, values }: ReportRecord): string {
  const query = { number: plaqueNumber, kind, date, documentNumber: values.documentNumber ?? '' }
  const text = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  return `/packages/reader/pages/mistake/index?${text.join('&')}`
}
