import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import type { HeldRow, Intake } from '../../domain/intake/job'
import { covers } from '../../domain/reach'
import { checkReason } from '../../domain/reason'
import type { ReportSources } from '../../domain/report'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { rebuildInChange } from '../rebuildInChange'
import { refuse } from '../refuse'
import { idOf, type JudgeRowsDeps, nextRecord } from './judgeRows'

/** What the use case needs from outside. */
export type DecideHeldRowsDeps = Pick<JudgeRowsDeps, 'findEntityNames' | 'recordId'> & {
  readSources: (creditCode: string) => Promise<ReportSources>
}

/** Doubts that a person cannot settle by saying so: the text itself has to change. */
const FOR_THE_FILE = ['personalData', 'recordUnknown', 'otherDepartment']

/**
 * A person decides about rows that wait, all of them or none: taken as they are, for the entity named where one is, or
 * left out for good. The reports follow in the same transaction.
 */
export async function decideHeldRows(
  deps: DecideHeldRowsDeps,
  { ids, decision, creditCode, reason: typed }: Request<'intake', 'held.decide'>,
  call: Call,
): Promise<Result<Response<'intake', 'held.decide'>, CallError>> {
  const { actor, reach, changes, now } = call
  const reason = checkReason(typed)
  if (!reason.ok) return refuse(reason.error.code)
  changes.note({ reason: reason.value, subject: ids[0] })
  if (creditCode !== null && ids.length > 1) return refuse('HELD_ROW_ENTITY')
  const decided = { decidedBy: actor.personId, decidedAt: now, decisionReason: reason.value }
  for (const id of new Set(ids)) {
    const held = await changes.find('heldRows', id)
    if (!held || !covers(reach, { department: held.department })) return refuse('NOT_FOUND')
    if (held.state !== 'open') return refuse('HELD_ROW_DECIDED')
    if (decision === 'take') {
      const taken = await take(deps, held, creditCode ?? held.creditCode, call)
      if (!taken.ok) return taken
    }
    changes.update('heldRows', { ...held, ...decided, state: decision === 'take' ? 'taken' : 'dropped' })
  }
  return ok({ count: new Set(ids).size })
}

async function take(
  deps: DecideHeldRowsDeps,
  held: HeldRow,
  creditCode: string | null,
  call: Call,
): Promise<Result<void, CallError>> {
  const { actor, changes, now } = call
  if (held.doubts.some(({ code }) => FOR_THE_FILE.includes(code))) return refuse('HELD_ROW_PERSONAL')
  if (creditCode === null) return refuse('HELD_ROW_ENTITY')
  if (!(await deps.findEntityNames([creditCode])).has(creditCode)) return refuse('ENTITY_UNKNOWN')
  const record = { ...held.record, creditCode }
  const recordId = idOf(deps, record)
  const intake = await changes.find('intakes', held.intakeId)
  if (recordId === null || !intake) throw new Error('a held row has no record or no file')
  const previous = await changes.find('records', recordId)
  const origin: Pick<Intake, '_id' | 'department' | 'fileName' | 'by'> = { ...intake, by: actor.personId }
  const next = nextRecord(origin, record, { recordId, previous, row: held.row, now })
  if (previous) {
    changes.insert('recordVersions', {
      _id: `${recordId}:${previous.revision ?? 0}`,
      recordId,
      creditCode,
      record: previous,
      replacedAt: now,
      replacedBy: actor.personId,
    })
    changes.update('records', next)
  } else changes.insert('records', next)
  await rebuildInChange(deps.readSources, call, creditCode, (sources) => ({
    ...sources,
    records: [...sources.records.filter((one) => (one as { _id?: string })._id !== recordId), next],
  }))
  return ok(undefined)
}
