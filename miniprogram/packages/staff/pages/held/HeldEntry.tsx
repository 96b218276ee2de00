import { View } from '@tarojs/components'
import { useState } from 'react'
import type { HeldRowView } from '../../../../../src/contracts/intake'
import { shanghaiDateTime } from '../../../../../src/domain/calendar'
import { DOUBT_ADVICE } from '../../../../../src/domain/intake/advice'
import { intakeKindName, REGISTRATION_KIND } from '../../../../../src/domain/intake/kinds'
import { DOUBT_NAMES } from '../../../../../src/domain/intake/words'
import { FactList } from '../../../../components/FactList'
import { asCheckbox, asFold, asHeading } from '../../../../platform/semantics'
import { DecideForm } from './DecideForm'

/** Headings of a row that are read at once; the others are folded away. */
const FIRST_VALUES = 4

type Props = {
  row: HeldRowView
  isChosen: boolean
  onToggle: () => void
  onDecided: (words: string, ids: readonly string[]) => void
}

/** A row that waits: what is in doubt and what to do about it, what the row says, and the decision. */
export function HeldEntry({ row, isChosen, onToggle, onDecided }: Props) {
  const { kind, row: number, subjectName, creditCode, registeredName, heldAt } = row
  const [isOpen, setOpen] = useState(false)
  const [isWhole, setWhole] = useState(false)
  // Name and code stand above, beside the registry's.
  const others = row.values.filter(({ value }) => value !== subjectName && value !== creditCode)
  const values = isWhole ? others : others.slice(0, FIRST_VALUES)
  return (
    <View className="card held-entry">
      <View className="held-head" {...asCheckbox(onToggle, `选中 第 ${number} 行 ${subjectName}`, isChosen)}>
        <View className={isChosen ? 'held-box held-box-ticked' : 'held-box'} />
        <View className="card-title held-name" {...asHeading(2)}>
          {subjectName || '（没有名称）'}
        </View>
      </View>
      <View className="held-note">
        {`${intakeKindName(kind)} · 文件第 ${number} 行 · ${shanghaiDateTime(heldAt)}`}
      </View>
      {row.doubts.map(({ code, words }) => (
        <View key={`${code} ${words}`} className="held-doubt">
          <View className="held-doubt-name">{DOUBT_NAMES[code]}</View>
          <View>{words}</View>
          <View className="held-note">{DOUBT_ADVICE[code].words}</View>
        </View>
      ))}
      <View className="held-facts">
        <FactList
          facts={[
            ['文件写的', subjectName],
            [kind === REGISTRATION_KIND.key ? '现在登记的' : '登记名称', registeredName ?? '没有找到'],
            ['信用代码', creditCode ?? '没有'],
          ]}
        />
      </View>
      <View className="held-facts">
        <FactList facts={values.map(({ heading, value }) => [heading, value])} />
      </View>
      {others.length > FIRST_VALUES && (
        <View
          className="text-button"
          {...asFold(() => setWhole(!isWhole), `第 ${number} 行的全部内容`, isWhole)}
        >
          {isWhole ? '收起内容' : `其余 ${others.length - FIRST_VALUES} 项内容`}
        </View>
      )}
      <View className="text-button" {...asFold(() => setOpen(!isOpen), `处理第 ${number} 行`, isOpen)}>
        {isOpen ? '先不处理' : '处理这一行'}
      </View>
      {isOpen && <DecideForm rows={[row]} onDecided={onDecided} />}
    </View>
  )
}
