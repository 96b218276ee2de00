import { Button } from '@nutui/nutui-react-taro'
import { View } from '@tarojs/components'
import { callError } from '../../../../../src/contracts/errors'
import type { IntakeView } from '../../../../../src/contracts/intake'
import { isChecked } from '../../../../../src/domain/intake/progress'
import { ActionButton } from '../../../../components/ActionButton'
import { call } from '../../../../gateway/call'
import { openPage } from '../../../../navigation'
import { asButton, asHeading } from '../../../../platform/semantics'
import { useAction } from '../../../../useAction'
import { HeldButton } from './HeldButton'
import { ResultButton } from './ResultButton'

type Props = { intake: IntakeView; onChanged: () => void }

/** What the person can do with the file now, and what each does. */
export function NextSteps({ intake, onChanged }: Props) {
  const { state, id, found, taken } = intake
  const ends = ['done', 'cancelled', 'failed'].includes(state)
  return (
    <View className="card">
      <View className="card-title" {...asHeading(2)}>
        {ends ? '接下来' : '您可以'}
      </View>
      <View>{wordsOf(intake)}</View>
      {state === 'checked' && found.new + found.changed + found.held > 0 && (
        <Step intakeId={id} action="file.confirm" label="确认入库" onChanged={onChanged} />
      )}
      {state === 'done' && taken.held > 0 && <HeldButton intakeId={id} />}
      {intake.hasResult && <ResultButton intake={intake} />}
      {isChecked(intake) && !intake.hasResult && (
        <View className="intake-note">{callError('INTAKE_RESULT_GONE').message}</View>
      )}
      {CANCEL_LABELS[state] && (
        <Step
          intakeId={id}
          action="file.cancel"
          label={CANCEL_LABELS[state]}
          confirmLabel={`再点一次，${CANCEL_LABELS[state]}`}
          onChanged={onChanged}
        />
      )}
      {(ends || state === 'uploading') && (
        <Button
          className="intake-step"
          size="xlarge"
          block
          {...asButton(() => openPage('/packages/staff/pages/intakeNew/index'))}
        >
          {state === 'done' ? '再上传一个文件' : '重新上传'}
        </Button>
      )}
    </View>
  )
}

const CANCEL_LABELS: Partial<Record<IntakeView['state'], string>> = {
  uploading: '放弃这次上传',
  reading: '停止核对',
  checking: '停止核对',
  checked: '不入库',
  taking: '停止入库',
}

type StepProps = {
  intakeId: string
  action: 'file.confirm' | 'file.cancel'
  label: string
  confirmLabel?: string
  onChanged: () => void
}

function Step({ intakeId, action, label, confirmLabel, onChanged }: StepProps) {
  const doing = useAction(async () => {
    const answer = await call('intake', action, { intakeId })
    if (answer.ok) onChanged()
    return answer
  })
  const type = action === 'file.confirm' ? 'primary' : 'default'
  return <ActionButton label={label} confirmLabel={confirmLabel} type={type} action={doing} />
}

function wordsOf({ state, found, taken }: IntakeView): string {
  const written = taken.new + taken.changed
  switch (state) {
    case 'uploading':
      return '文件没有上传完整，没有开始核对。请重新上传。'
    case 'reading':
    case 'checking':
      return '正在核对，还没有写入任何记录。可以离开这一页，核对在后台继续。'
    case 'checked':
      return checkedWords(found)
    case 'taking':
      return '正在入库。可以离开这一页，处理在后台继续。停止的话，已入库的行保留，其余的不再写入。'
    case 'rebuilding':
      return '记录已写入，正在更新相关主体的报告。'
    case 'cancelling':
      return '正在停止：已入库的行保留，它们的报告更新好就结束。'
    case 'done':
      return written > 0 ? `已写入 ${written} 行，报告已更新。` : '没有写入新的内容。'
    case 'cancelled':
      return written > 0 ? `已停止。停止前写入的 ${written} 行保留。` : '已停止，没有写入任何记录。'
    case 'failed':
      return '没有写入任何记录。请按上面的原因改好文件，再上传一次。'
  }
}

function checkedWords({ new: added, changed, held, refused }: IntakeView['found']): string {
  const does = [
    ...(added > 0 ? [`新增 ${added} 行`] : []),
    ...(changed > 0 ? [`更新 ${changed} 行`] : []),
    ...(held > 0 ? [`${held} 行列出来由您逐行决定`] : []),
  ]
  const refusedWords = refused > 0 ? `退回的 ${refused} 行不入库，可以在处理结果里改好后再上传。` : ''
  return does.length > 0
    ? `还没有写入任何记录。确认后：${does.join('，')}，并更新相关主体的报告。${refusedWords}`
    : `这个文件里没有要写入的内容。${refusedWords}`
}
