import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import type { CreditRecord } from '../../domain/creditRecord'
import { DOUBT_ADVICE } from '../../domain/intake/advice'
import type { HeldRow, Intake } from '../../domain/intake/job'
import { REGISTRATION } from '../../domain/intake/registration'
import { covers } from '../../domain/reach'
import { checkReason } from '../../domain/reason'
import type { ReportSources } from '../../domain/report'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { rebuildInChange } from '../rebuildInChange'
import { versionOf, withRecords } from '../recordChange'
import { refuse } from '../refuse'
import { idOf, type JudgeRowsDeps, nextRecord } from './judgeRows'
import { takeHeldEntity } from './takeHeldEntity'

/** What the use case needs from outside. */
export type DecideHeldRowsDeps = Pick<JudgeRowsDeps, 'findEntityNames' | 'recordId'> & {
  readSources: (creditCode: string) => Promise<ReportSources>
}

/**
 * A person decides about rows that wait, all of them or none: taken as they are, for the entity named where one is, or
 * left out for good. The reports follow in the same transaction, each once, however many of its rows are taken.
 */
export async function decideHeldRows(
  deps: DecideHeldRowsDeps,
  { ids, decision, creditCode, unit = null, reason: typed }: Request<'intake', 'held.decide'>,
  call: Call,
): Promise<Result<Response<'intake', 'held.decide'>, CallError>> {
  const { actor, reach, changes, now } = call
  const reason = checkReason(typed)
  if (!reason.ok) return refuse(reason.error.code)
  changes.note({ reason: reason.value, subject: ids[0] })
  if (creditCode !== null && ids.length > 1) return refuse('HELD_ROW_ENTITY')
  if (unit !== null && ids.length > 1) return refuse('HELD_ROW_UNIT')
  const decided = { decidedBy: actor.personId, decidedAt: now, decisionReason: reason.value }
  const written = new Map<string, CreditRecord[]>()
  for (const id of new Set(ids)) {
    const held = await changes.find('heldRows', id)
    if (!held || !covers(reach, { department: held.department })) return refuse('NOT_FOUND')
    if (held.state !== 'open') return refuse('HELD_ROW_DECIDED')
    if (decision === 'take') {
      const intake = await takeable(held, call)
      if (!intake.ok) return intake
      const taken = await take(deps, held, intake.value, { creditCode, unit }, call)
      if (!taken.ok) return taken
      for (const record of taken.value)
        written.set(record.creditCode, [...(written.get(record.creditCode) ?? []), record])
    }
    changes.update('heldRows', { ...held, ...decided, state: decision === 'take' ? 'taken' : 'dropped' })
  }
  for (const [code, records] of written)
    await rebuildInChange(deps.readSources, call, code, (sources) => withRecords(sources, records))
  return ok({ count: new Set(ids).size })
}

/** The file that a row came in, where no doubt is left that a person cannot settle by saying so. */
async function takeable(held: HeldRow, { changes }: Call): Promise<Result<Intake, CallError>> {
  for (const { code } of held.doubts) {
    const { obstacle } = DOUBT_ADVICE[code]
    if (obstacle) return refuse(obstacle)
  }
  const intake = await changes.find('intakes', held.intakeId)
  if (!intake) throw new Error('a held row has no file')
  return ok(intake)
}

type Told = { creditCode: string | null; unit: string | null }

/** Takes in what the row tells; the records of it, whose reports are to follow. */
async function take(
  deps: DecideHeldRowsDeps,
  held: HeldRow,
  intake: Intake,
  { creditCode, unit }: Told,
  call: Call,
): Promise<Result<CreditRecord[], CallError>> {
  if (held.kind === REGISTRATION) {
    const taken = await takeHeldEntity(deps, held, intake, unit, call)
    return taken.ok ? ok([]) : taken
  }
  const record = await takeRecord(deps, held, intake, creditCode ?? held.creditCode, call)
  return record.ok ? ok([record.value]) : record
}

/** Writes the record of a row, and keeps the version before it. */
async function takeRecord(
  deps: DecideHeldRowsDeps,
  held: HeldRow,
  intake: Intake,
  creditCode: string | null,
  { actor, changes, now }: Call,
): Promise<Result<CreditRecord, CallError>> {
  if (creditCode === null) return refuse('HELD_ROW_ENTITY')
  if (!(await deps.findEntityNames([creditCode])).has(creditCode)) return refuse('ENTITY_UNKNOWN')
  const record = { ...held.record, creditCode }
  const recordId = idOf(deps, record)
  if (recordId === null) throw new Error('a row with a credit code has no record')
  // The person may have named another entity than the row was judged by.
  const previous = await changes.find('records', recordId)
  if (!previous && held.kind === 'withdrawal') return refuse('RECORD_UNKNOWN')
  if (previous?.department !== undefined && previous.department !== held.department)
    return refuse('RECORD_OF_OTHERS')
  const origin: Pick<Intake, '_id' | 'department' | 'fileName' | 'by'> = { ...intake, by: actor.personId }
  const next = nextRecord(origin, record, { recordId, previous, row: held.row, now })
  if (previous) {
    changes.insert('recordVersions', versionOf(previous, { at: now, by: actor.personId }))
    changes.update('records', next)
  } else changes.insert('records', next)
  return ok(next)
}
