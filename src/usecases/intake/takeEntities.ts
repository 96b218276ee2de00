import type { Intake } from '../../domain/intake/job'
import type { IntakeDeps } from './intakeDeps'
import type { EntityJudgement } from './judgeEntities'
import { heldRowOf } from './takeRows'

/** What changes is written so many at a time. */
const WRITTEN_AT_ONCE = 16

/**
 * Writes a chunk of the registry: the reports of entities that change are marked first, so that no scan reads what is
 * past. Done again after a kill it does what is missing. Returns the ids of the documents that it was about, in order.
 */
export async function takeEntities(
  deps: IntakeDeps,
  intake: Intake,
  judgements: readonly EntityJudgement[],
): Promise<string[]> {
  const taken = judgements.flatMap((judgement) =>
    judgement.outcome === 'new' || judgement.outcome === 'changed' ? [judgement] : [],
  )
  const changed = taken.filter(({ outcome }) => outcome === 'changed')
  if (changed.length > 0)
    await deps.markReports(
      intake._id,
      changed.map(({ creditCode }) => creditCode),
    )
  const fresh = taken.flatMap(({ write }) => (write?.outcome === 'new' ? [write.fields] : []))
  if (fresh.length > 0) await deps.addEntities(fresh, deps.now())
  const changes = taken.flatMap(({ creditCode, write }) =>
    write?.outcome === 'changed' ? [{ creditCode, fields: write.fields }] : [],
  )
  for (let at = 0; at < changes.length; at += WRITTEN_AT_ONCE)
    await Promise.all(
      changes
        .slice(at, at + WRITTEN_AT_ONCE)
        .map(({ creditCode, fields }) => deps.changeEntity(creditCode, fields, deps.now())),
    )

  const held = judgements.flatMap((judgement) => heldRowOf(deps, intake, judgement))
  if (held.length > 0) await deps.putHeldRows(held)
  const settled = taken.map(({ recordId }) => recordId)
  if (settled.length > 0) await deps.supersedeHeldRows(intake._id, settled)
  return [...taken.map(({ creditCode }) => creditCode), ...held.map(({ _id }) => _id)]
}
