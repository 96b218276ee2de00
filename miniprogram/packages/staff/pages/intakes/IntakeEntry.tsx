import { View } from '@tarojs/components'
import type { IntakeView } from '../../../../../src/contracts/intake'
import { shanghaiDateTime } from '../../../../../src/domain/calendar'
import { DEPARTMENTS } from '../../../../../src/domain/departments'
import { intakeKindName } from '../../../../../src/domain/intake/kinds'
import { INTAKE_STATE_NAMES, OUTCOME_NAMES } from '../../../../../src/domain/intake/words'
import { openNext } from '../../../../navigation'
import { asButton } from '../../../../platform/semantics'
import { OUTCOMES } from '../../outcomes'

/** A file in the list: what it is, where it stands, and how many rows became what. */
export function IntakeEntry({ intake }: { intake: IntakeView }) {
  const { id, kind, department, fileName, createdAt, state } = intake
  const open = () => openNext(`/packages/staff/pages/intake/index?id=${id}`)
  return (
    <View className="card intakes-entry" {...asButton(open)}>
      <View className="intakes-what">
        <View className="card-title intakes-name">{fileName}</View>
        <View className={`intakes-state intakes-state-${LOOKS[state] ?? 'working'}`}>
          {INTAKE_STATE_NAMES[state]}
        </View>
      </View>
      <View className="intakes-counts">{countsInWords(intake)}</View>
      <View className="intakes-note">
        {`${intakeKindName(kind)} · ${nameOfDepartment(department)} · ${shanghaiDateTime(createdAt)}`}
      </View>
    </View>
  )
}

const nameOfDepartment = (department: string) =>
  DEPARTMENTS.find(({ key }) => key === department)?.name ?? department

/** How a state looks; those that a job works on look alike. */
const LOOKS: Partial<Record<IntakeView['state'], 'waiting' | 'done' | 'failed'>> = {
  uploading: 'failed',
  checked: 'waiting',
  done: 'done',
  cancelled: 'failed',
  failed: 'failed',
}

function countsInWords({ state, found, taken, rowCount, failure }: IntakeView): string {
  if (state === 'uploading') return '文件没有上传完'
  if (failure !== null) return failure
  if (rowCount === 0) return ''
  const counts = ['taking', 'rebuilding', 'done', 'cancelling'].includes(state) ? taken : found
  const told = OUTCOMES.flatMap((outcome) =>
    counts[outcome] > 0 ? [`${OUTCOME_NAMES[outcome]} ${counts[outcome]}`] : [],
  )
  return [`共 ${rowCount} 行`, ...told].join(' · ')
}
