import { View } from '@tarojs/components'
import type { IntakeView } from '../../../../../src/contracts/intake'
import { shanghaiDateTime } from '../../../../../src/domain/calendar'
import { DEPARTMENTS } from '../../../../../src/domain/departments'
import { WORKING_STATES } from '../../../../../src/domain/intake/job'
import { intakeKindName } from '../../../../../src/domain/intake/kinds'
import { INTAKE_STATE_NAMES } from '../../../../../src/domain/intake/words'
import { FactList } from '../../../../components/FactList'
import { ProgressBar } from '../../../../components/ProgressBar'
import { asAlert, asHeading, asStatus } from '../../../../platform/semantics'
import { sizeInWords } from '../../fileWords'

const MINUTE_SECONDS = 60

/** What file it is, and where it stands. */
export function Standing({ intake }: { intake: IntakeView }) {
  const { kind, department, fileName, byteCount, createdAt, confirmedAt, state, failure, rowCount } = intake
  const departmentName = DEPARTMENTS.find(({ key }) => key === department)?.name ?? department
  return (
    <View className="card">
      <View className="card-title intake-name" {...asHeading(2)}>
        {fileName}
      </View>
      <View {...asStatus()}>
        {WORKING_STATES.includes(state) ? (
          <ProgressBar
            label={INTAKE_STATE_NAMES[state]}
            percent={percentOf(intake)}
            note={timeLeft(intake)}
          />
        ) : (
          <View className={`intake-state intake-state-${state}`}>{INTAKE_STATE_NAMES[state]}</View>
        )}
      </View>
      {failure !== null && (
        <View className="intake-failure" {...asAlert()}>
          {failure}
        </View>
      )}
      <FactList
        facts={[
          ['类别', intakeKindName(kind)],
          ['部门', departmentName],
          ['上传时间', shanghaiDateTime(createdAt)],
          ['确认入库', confirmedAt === null ? null : shanghaiDateTime(confirmedAt)],
          ['大小', rowCount > 0 ? `${rowCount} 行，${sizeInWords(byteCount)}` : sizeInWords(byteCount)],
        ]}
      />
    </View>
  )
}

/** Only what is done chunk by chunk can be measured. */
function percentOf({ state, chunk, chunkCount }: IntakeView): number | undefined {
  if ((state !== 'checking' && state !== 'taking') || chunkCount === 0) return undefined
  return Math.floor((100 * chunk) / chunkCount)
}

function timeLeft({ secondsLeft }: IntakeView): string {
  if (secondsLeft === null) return ''
  return secondsLeft < MINUTE_SECONDS
    ? '不到 1 分钟'
    : `大约还要 ${Math.ceil(secondsLeft / MINUTE_SECONDS)} 分钟`
}
