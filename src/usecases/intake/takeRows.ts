import type { HeldRow, Intake } from '../../domain/intake/job'
import { noticedAtOf } from '../../domain/withdrawalClock'
import { versionOf } from '../recordChange'
import type { IntakeDeps } from './intakeDeps'
import type { HeldOrRefused, Judgement, RowFacts } from './judgeRows'

/** What changes is written so many at a time. */
export const WRITTEN_AT_ONCE = 16

/**
 * Writes a chunk: the reports of the entities are marked first, so that no scan reads what is past. Done again after a
 * kill it does what is missing. Returns the ids of the documents that it was about, in order; undefined when somebody has
 * changed a record meanwhile, so that the rows have to be judged again.
 */
export async function takeRows(
  deps: IntakeDeps,
  intake: Intake,
  judgements: readonly Judgement[],
): Promise<string[] | undefined> {
  const taken = judgements.flatMap((judgement) =>
    judgement.outcome === 'new' || judgement.outcome === 'changed' ? [judgement] : [],
  )
  const codes = [...new Set(taken.map(({ next }) => next.creditCode))]
  if (codes.length > 0) await deps.markReports(intake._id, codes)

  const unwritten = taken.filter(({ isWritten }) => !isWritten)
  // Of a record that stands twice in the chunk with the same content the first is new and the other unchanged.
  const fresh = unwritten.filter(({ outcome }) => outcome === 'new').map(({ next }) => next)
  if (fresh.length > 0) await deps.addRecords(fresh)
  const changed = unwritten.filter(({ outcome }) => outcome === 'changed')
  for (let at = 0; at < changed.length; at += WRITTEN_AT_ONCE) {
    const written = await Promise.all(
      changed.slice(at, at + WRITTEN_AT_ONCE).map(async ({ next, previous }) => {
        if (!previous) throw new Error('a record changes that was not there')
        return deps.replaceRecord(next, versionOf(previous, { at: deps.now(), by: intake.by }))
      }),
    )
    if (written.includes(false)) return undefined
  }

  const held = judgements.flatMap((judgement) => heldRowOf(deps, intake, judgement))
  if (held.length > 0) await deps.putHeldRows(held)
  const ids = taken.map(({ next }) => next._id)
  if (ids.length > 0) await deps.supersedeHeldRows(intake._id, ids)
  return [...ids, ...held.map(({ _id }) => _id)]
}

/** The row that a judgement leaves to a person; none where it leaves nothing. */
export function heldRowOf(
  deps: Pick<IntakeDeps, 'recordId' | 'now'>,
  intake: Intake,
  judgement: RowFacts & (HeldOrRefused | { outcome: 'new' | 'changed' | 'unchanged' }),
): HeldRow[] {
  if (judgement.outcome !== 'held') return []
  const { row, record, recordId, doubts } = judgement
  return [
    {
      _id: deps.recordId(`${intake._id}:${row}`),
      intakeId: intake._id,
      row,
      kind: record.kind,
      department: intake.department,
      creditCode: record.creditCode,
      recordId,
      record,
      doubts,
      sort: doubts[0]?.code ?? '',
      heldAt: deps.now(),
      noticedAt: noticedAtOf({
        kind: record.kind,
        noticedOn: record.values.noticedOn,
        handedOverOn: intake.today,
      }),
      state: 'open',
      decidedBy: null,
      decidedAt: null,
      decisionReason: null,
    },
  ]
}
