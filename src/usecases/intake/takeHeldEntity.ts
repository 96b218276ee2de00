import type { CallError } from '../../contracts/errors'
import type { HeldRow, Intake } from '../../domain/intake/job'
import { readRegistration } from '../../domain/intake/registration'
import type { ReportSources } from '../../domain/report'
import { ok, type Result } from '../../domain/result'
import { UNITS } from '../../domain/units'
import type { Call } from '../call'
import { rebuildInChange } from '../rebuildInChange'
import { refuse } from '../refuse'
import { entityWrite } from './judgeEntities'

/** What the use case needs from outside. */
export type TakeHeldEntityDeps = { readSources: (creditCode: string) => Promise<ReportSources> }

/** Takes an entity in that the registry told of with a doubt; `unit` is the one that the person has named, or null. */
export async function takeHeldEntity(
  deps: TakeHeldEntityDeps,
  held: HeldRow,
  intake: Intake,
  unit: string | null,
  call: Pick<Call, 'actor' | 'changes' | 'now'>,
): Promise<Result<void, CallError>> {
  const { actor, changes, now } = call
  const isUnclear = held.doubts.some(({ code }) => code === 'unitUnclear')
  if (isUnclear && !UNITS.some(({ key }) => key === unit)) return refuse('HELD_ROW_UNIT')
  const { entity } = readRegistration(held.record.values, unit ?? undefined)
  if (!entity) throw new Error('a row is no market entity and has no doubt that says so')
  const { creditCode } = entity
  const previous = await changes.find('entities', creditCode)
  const by = { ...intake, by: actor.personId }
  const write = entityWrite(by, entity, { previous, row: held.row, now })
  if (write?.outcome === 'new')
    changes.insert('entities', {
      _id: creditCode,
      ...write.fields,
      zone: null,
      department: null,
      updatedAt: now,
    })
  if (write?.outcome === 'changed' && previous) {
    const next = { ...previous, ...write.fields, updatedAt: now }
    changes.update('entities', next)
    await rebuildInChange(deps.readSources, call, creditCode, (sources) => ({ ...sources, entity: next }))
  }
  return ok(undefined)
}
