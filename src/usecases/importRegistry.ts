import { createHash } from 'node:crypto'
import { type LegalDate, shanghaiDate } from '../domain/calendar'
import {
  type HeldOrRefusedRow,
  type RegistryEntity,
  type RegistryFileRow,
  type RegistryWarning,
  readRegistryRow,
} from '../domain/registryRow'
import { ok, type Result } from '../domain/result'
import { changesOf, newEntity, type StoredEntity } from '../domain/storedEntity'

/** Reads the whole extract from its beginning; a fault may come after any row. */
export type ReadRegistryRows<Fault> = (
  visit: (row: RegistryFileRow) => void | Promise<void>,
) => Promise<Result<void, Fault>>

/** What the use case needs from outside. */
export type ImportRegistryDeps<Fault> = {
  now: () => number
  readRows: ReadRegistryRows<Fault>
  /** Those of the entities that are stored; one request. */
  findEntities: (creditCodes: readonly string[]) => Promise<StoredEntity[]>
  /** All of them or none. */
  addEntities: (entities: readonly StoredEntity[], updatedAt: number) => Promise<void>
  changeEntity: (creditCode: string, changes: Partial<StoredEntity>, updatedAt: number) => Promise<void>
  /** From now on scans compute the entities' reports instead of reading them, until they are rebuilt. */
  markReports: (creditCodes: readonly string[]) => Promise<void>
  /** Rebuilds some of the marked reports and returns how many it took up. */
  rebuildMarked: (today: string) => Promise<number>
  /**
   * Writes the audit line of a slice that is about to be written. Before it, since a bulk of documents takes no part in
   * a transaction: a kill in between leaves a line too many, for a slice that the next run does, never a change without.
   */
  noteSlice: (creditCodes: readonly string[]) => Promise<void>
  onHeldOrRefused: (row: HeldOrRefusedRow) => void
  onWarning: (rowNumber: number, creditCode: string, warning: RegistryWarning) => void
  /** Told after each row. */
  onRow: (rowCount: number) => void
}

/** How many rows became what; `read` is the sum of the others. */
export type ImportCounts = {
  read: number
  new: number
  changed: number
  unchanged: number
  held: number
  refused: number
}

const BATCH_ROWS = 500
/** A request of the database holds 6 MB at most; rows are far smaller, except in files made to hurt. */
const BATCH_CHARACTERS = 1_000_000

/**
 * Reads the whole extract once without writing anything: whether every row can be read at all, and which credit codes
 * stand in it with different contents. Memory grows by some 100 bytes a row, for the codes.
 */
export async function findConflictingCodes<Fault>(
  readRows: ReadRegistryRows<Fault>,
  today: LegalDate,
  onRow: (rowCount: number) => void,
): Promise<Result<ReadonlySet<string>, Fault>> {
  const contents = new Map<string, number>()
  const conflicting = new Set<string>()
  let rowCount = 0
  const read = await readRows(({ row }) => {
    onRow(++rowCount)
    const outcome = readRegistryRow(row, today)
    if (outcome.outcome === 'refused') return
    const { creditCode } = outcome.outcome === 'accepted' ? outcome.entity : outcome
    const content = digestOf(outcome)
    if ((contents.get(creditCode) ?? content) !== content) conflicting.add(creditCode)
    contents.set(creditCode, content)
  })
  return read.ok ? ok(conflicting) : read
}

/**
 * Takes an extract of the registry in. What a row does not tell stays as it is stored, and so does the unit of an
 * entity, which a person may have set. Rows of `conflictingCodes` are held, all of them. Killed at any moment, it
 * leaves whole rows and reports that are right or marked; the next run goes on to the same end.
 */
export async function importRegistry<Fault>(
  deps: ImportRegistryDeps<Fault>,
  input: { source: string; today: LegalDate; conflictingCodes: ReadonlySet<string> },
): Promise<Result<ImportCounts, Fault>> {
  const counts: ImportCounts = { read: 0, new: 0, changed: 0, unchanged: 0, held: 0, refused: 0 }
  let batch: RegistryEntity[] = []
  let batchCharacters = 0
  const importBatch = async () => {
    const result = await importEntities(deps, batch, input.source)
    counts.new += result.new
    counts.changed += result.changed
    counts.unchanged += result.unchanged
    batch = []
    batchCharacters = 0
  }
  const read = await deps.readRows(async ({ rowNumber, fields, row }) => {
    deps.onRow(++counts.read)
    const outcome = withoutConflict(readRegistryRow(row, input.today), input.conflictingCodes)
    if (outcome.outcome !== 'accepted') {
      counts[outcome.outcome]++
      deps.onHeldOrRefused({ rowNumber, outcome: outcome.outcome, reason: outcome.reason, fields })
      return
    }
    if (outcome.warning) deps.onWarning(rowNumber, outcome.entity.creditCode, outcome.warning)
    batch.push(outcome.entity)
    batchCharacters += fields.reduce((sum, field) => sum + field.length, 0)
    if (batch.length === BATCH_ROWS || batchCharacters >= BATCH_CHARACTERS) await importBatch()
  })
  if (!read.ok) return read
  await importBatch()
  return ok(counts)
}

type Outcome = ReturnType<typeof readRegistryRow>

/** Which of two contents is right, only a person can tell. */
function withoutConflict(outcome: Outcome, conflictingCodes: ReadonlySet<string>): Outcome {
  if (outcome.outcome !== 'accepted' || !conflictingCodes.has(outcome.entity.creditCode)) return outcome
  const { creditCode } = outcome.entity
  return { outcome: 'held', creditCode, reason: '同一文件中该代码出现多次且内容不同，请确认哪一行正确' }
}

async function importEntities<Fault>(
  deps: ImportRegistryDeps<Fault>,
  batch: readonly RegistryEntity[],
  source: string,
): Promise<Pick<ImportCounts, 'new' | 'changed' | 'unchanged'>> {
  // The same code twice in a batch has the same content, or its rows would be held.
  const entities = [...new Map(batch.map((entity) => [entity.creditCode, entity])).values()]
  const creditCodes = entities.map(({ creditCode }) => creditCode)
  if (creditCodes.length === 0) return { new: 0, changed: 0, unchanged: 0 }
  const stored = new Map((await deps.findEntities(creditCodes)).map((entity) => [entity.creditCode, entity]))
  const now = deps.now()
  const origin = { source, sourceOn: shanghaiDate(now) }

  const added = entities
    .filter(({ creditCode }) => !stored.has(creditCode))
    .map((entity) => newEntity(entity, origin))
  const changed = entities.flatMap((entity) => {
    const previous = stored.get(entity.creditCode)
    const changes = previous && changesOf(previous, entity)
    return changes ? [{ creditCode: entity.creditCode, changes }] : []
  })
  const touched = [...added, ...changed].map(({ creditCode }) => creditCode)
  if (touched.length > 0) await deps.noteSlice(touched)
  if (added.length > 0) await deps.addEntities(added, now)
  if (changed.length > 0) await deps.markReports(changed.map(({ creditCode }) => creditCode))
  for (const { creditCode, changes } of changed)
    await deps.changeEntity(creditCode, { ...changes, ...origin }, now)
  // Also those that an earlier run marked and did not come to rebuild.
  while ((await deps.rebuildMarked(origin.sourceOn)) > 0);
  const unchanged = batch.length - added.length - changed.length
  return { new: added.length, changed: changed.length, unchanged }
}

/** 48 bits tell two contents of the same code apart. */
function digestOf(outcome: Outcome): number {
  return createHash('sha256').update(JSON.stringify(outcome)).digest().readUIntBE(0, 6)
}
