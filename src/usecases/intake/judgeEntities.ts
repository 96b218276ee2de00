import { shanghaiDate } from '../../domain/calendar'
import type { Intake, ReadRow } from '../../domain/intake/job'
import { readRegistration } from '../../domain/intake/registration'
import type { IntakeRecord } from '../../domain/intake/row'
import type { RegistryEntity } from '../../domain/registryRow'
import { changesOf, newEntity, type StoredEntity } from '../../domain/storedEntity'
import { CONFLICT_DOUBT, type Conflicts, type HeldOrRefused, idOf, type RowFacts } from './judgeRows'

/** A whole entity, or what changes of one. */
export type EntityWrite =
  | { outcome: 'new'; fields: StoredEntity }
  | { outcome: 'changed'; fields: Partial<StoredEntity> }

/** What becomes of a row of the registry beside what is kept. */
export type EntityJudgement = RowFacts &
  (
    | HeldOrRefused
    | { outcome: 'unchanged' }
    | {
        outcome: 'new' | 'changed'
        creditCode: string
        /** Of held rows that this one settles. */
        recordId: string
        /** Undefined where an earlier try of the same slice has written it. */
        write: EntityWrite | undefined
      }
  )

/** What judging needs from outside; one request for at most 1000. */
export type JudgeEntitiesDeps = {
  findEntities: (creditCodes: readonly string[]) => Promise<StoredEntity[]>
  /** Digest of what a row is about. */
  recordId: (key: string) => string
}

/**
 * Judges rows of the registry in their order, each on top of those before it; what this file's same row has written
 * already counts as it did, so that a slice which is done again comes to the same.
 */
export async function judgeEntities(
  deps: JudgeEntitiesDeps,
  intake: Pick<Intake, '_id' | 'fileName' | 'by' | 'today'>,
  rows: readonly ReadRow[],
  conflicts: Conflicts,
  now: number,
): Promise<EntityJudgement[]> {
  const codes = new Set(rows.flatMap((row) => ('record' in row ? (row.record.creditCode ?? []) : [])))
  const stored = codes.size === 0 ? [] : await deps.findEntities([...codes])
  const kept = new Map(stored.map((entity) => [entity.creditCode, entity]))

  return rows.map((row): EntityJudgement => {
    const { cleanedCells, droppedNumbers } = row
    const common = { row: row.row, cleanedCells, droppedNumbers }
    if ('faults' in row) return { ...common, outcome: 'refused', faults: row.faults }
    const { record } = row
    const recordId = idOf(deps, record)
    const { entity, doubts } = doubtsOf(record, intake.today)
    const all = [...row.doubts, ...doubts, ...(conflicts.has(row.row) ? [CONFLICT_DOUBT] : [])]
    if (!entity || recordId === null || all.length > 0)
      return { ...common, outcome: 'held', record, recordId, doubts: all }

    const previous = kept.get(entity.creditCode)
    if (previous?.provenance?.intakeId === intake._id && previous.provenance.row === row.row) {
      const outcome = previous.revision ? 'changed' : 'new'
      return { ...common, outcome, creditCode: entity.creditCode, recordId, write: undefined }
    }
    const write = entityWrite(intake, entity, { previous, row: row.row, now })
    if (!write) return { ...common, outcome: 'unchanged' }
    kept.set(entity.creditCode, { ...previous, ...write.fields } as StoredEntity)
    return { ...common, outcome: write.outcome, creditCode: entity.creditCode, recordId, write }
  })
}

/** How an entity is written after a row; undefined when the row tells nothing new. */
export function entityWrite(
  intake: Pick<Intake, '_id' | 'fileName' | 'by'>,
  entity: RegistryEntity,
  { previous, row, now }: { previous: StoredEntity | undefined; row: number; now: number },
): EntityWrite | undefined {
  const provenance = { intakeId: intake._id, fileName: intake.fileName, row, by: intake.by, at: now }
  const origin = { source: '市场监管部门登记信息，归集日期', sourceOn: shanghaiDate(now) }
  if (!previous) return { outcome: 'new', fields: { ...newEntity(entity, origin), provenance, revision: 0 } }
  const changes = changesOf(previous, entity)
  const revision = (previous.revision ?? 0) + 1
  return changes && { outcome: 'changed', fields: { ...changes, ...origin, provenance, revision } }
}

function doubtsOf(record: IntakeRecord, today: string) {
  const { entity, doubts } = readRegistration(record.values)
  const { establishedOn } = record.values
  const isFuture = establishedOn !== undefined && establishedOn > today
  const future = { code: 'futureDate' as const, words: `注册日期 ${establishedOn} 在今天之后` }
  return { entity, doubts: isFuture ? [...doubts, future] : doubts }
}
