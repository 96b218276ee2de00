import type { HeldRow, Intake } from '../../domain/intake/job'
import { noticedAtOf } from '../../domain/withdrawalClock'
import { versionOf } from '../recordChange'
import type { IntakeDeps } from './intakeDeps'
import type { HeldOrRefused, Judgement, RowFacts } from './judgeRows'

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
  const taken = takenOf(judgements)
  const codes = [...new Set(taken.map(({ next }) => next.creditCode))]
  if (codes.length > 0) await deps.markReports(intake._id, codes)

  const unwritten = unwrittenOf(judgements)
  // Of a record that stands twice in the chunk with the same content the first is new and the other unchanged.
  const fresh = unwritten.filter(({ outcome }) => outcome === 'new').map(({ next }) => next)
  if (fresh.length > 0) await deps.addRecords(fresh)
  for (const changed of eachRecordOnce(unwritten.filter(({ outcome }) => outcome === 'changed'))) {
    const changes = changed.map(({ next, previous }) => {
      if (!previous) throw new Error('a record changes that was not there')
      return { next, version: versionOf(previous, { at: deps.now(), by: intake.by }) }
    })
    if (!(await deps.changeRecords(intake._id, changes))) return undefined
  }

  const held = judgements.flatMap((judgement) => heldRowOf(deps, intake, judgement))
  if (held.length > 0) await deps.putHeldRows(held)
  const ids = taken.map(({ next }) => next._id)
  if (ids.length > 0) await deps.supersedeHeldRows(intake._id, ids)
  return [...ids, ...held.map(({ _id }) => _id)]
}

function takenOf(judgements: readonly Judgement[]) {
  return judgements.flatMap((judgement) =>
    judgement.outcome === 'new' || judgement.outcome === 'changed' ? [judgement] : [],
  )
}

/** What taking a chunk writes into records; an earlier try of the same slice has written the rest. */
export function unwrittenOf(judgements: readonly Judgement[]) {
  return takenOf(judgements).filter(({ isWritten }) => !isWritten)
}

/** Changes of one record follow each other; nearly always there is one. */
function eachRecordOnce<Change extends { next: { _id: string } }>(changes: readonly Change[]): Change[][] {
  const rounds: Change[][] = []
  const made = new Map<string, number>()
  for (const change of changes) {
    const round = made.get(change.next._id) ?? 0
    made.set(change.next._id, round + 1)
    rounds[round] = [...(rounds[round] ?? []), change]
  }
  return rounds
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
