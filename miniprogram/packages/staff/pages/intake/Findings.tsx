import { View } from '@tarojs/components'
import type { IntakeView } from '../../../../../src/contracts/intake'
import { judgedRows } from '../../../../../src/domain/intake/progress'
import { OUTCOME_NAMES } from '../../../../../src/domain/intake/words'
import { asHeading } from '../../../../platform/semantics'
import { OUTCOMES } from '../../outcomes'

/** What each outcome means for the person. */
const MEANINGS: Record<(typeof OUTCOMES)[number], string> = {
  new: '还没有的记录',
  changed: '已有的记录，内容有更新，旧内容留底',
  unchanged: '与已有的记录相同',
  held: '拿不准，由您逐行决定',
  refused: '有错，不入库，改好后可以再传',
}

/** How many rows became what, as bars that can be compared, and what there is to know of the file. */
export function Findings({ intake, notes }: { intake: IntakeView; notes: readonly string[] }) {
  const { state, found, taken, rowCount } = intake
  const isTaken = judgedRows(taken) > 0 && state !== 'checked'
  const counts = isTaken ? taken : found
  return (
    <View className="card">
      <View className="card-title" {...asHeading(2)}>
        {isTaken ? (judgedRows(taken) < rowCount ? '到目前为止' : '入库结果') : '核对结果'}
      </View>
      {OUTCOMES.map((outcome) => (
        <View key={outcome} className="intake-count">
          <View className="intake-count-words">
            <View>
              <View className="intake-count-name">{OUTCOME_NAMES[outcome]}</View>
              <View className="intake-count-meaning">{MEANINGS[outcome]}</View>
            </View>
            <View className="intake-count-figure">{`${counts[outcome]} 行`}</View>
          </View>
          <View className="intake-count-track">
            <View
              className={`intake-count-bar intake-count-${outcome}`}
              style={{ width: `${(100 * counts[outcome]) / rowCount}%` }}
            />
          </View>
        </View>
      ))}
      {judgedRows(counts) < rowCount && (
        <View className="intake-note">{`共 ${rowCount} 行，已处理 ${judgedRows(counts)} 行`}</View>
      )}
      {counts.cleanedCells > 0 && (
        <View className="intake-note">{`${counts.cleanedCells} 个单元格去掉了多余的空格或全角字符，内容没有改`}</View>
      )}
      {counts.droppedNumbers > 0 && (
        <View className="intake-note intake-warning">
          {`文件里有 ${counts.droppedNumbers} 个证件号码，已丢弃，没有保存。以后请不要填写。`}
        </View>
      )}
      {notes.map((note) => (
        <View key={note} className="intake-note">
          {note}
        </View>
      ))}
    </View>
  )
}
