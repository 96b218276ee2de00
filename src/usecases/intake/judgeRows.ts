import { startOfDay } from '../../domain/calendar'
import type { CreditRecord } from '../../domain/creditRecord'
import { type Intake, type ReadRow, toldFacts } from '../../domain/intake/job'
import type { CellFault, DoubtCode, IntakeDoubt, IntakeRecord } from '../../domain/intake/row'
import { recordKey } from '../../domain/recordIdentity'
import { RECORD_KINDS } from '../../domain/recordKinds'

/** What there is to say of every row. */
export type RowFacts = { row: number; cleanedCells: number; droppedNumbers: number }
/** A row that is not taken, and why. */
export type HeldOrRefused =
  | { outcome: 'refused'; faults: CellFault[] }
  | { outcome: 'held'; record: IntakeRecord; recordId: string | null; doubts: IntakeDoubt[] }
/** What becomes of a row beside what is kept. */
export type Judgement = RowFacts &
  (
    | HeldOrRefused
    | {
        outcome: 'new' | 'changed' | 'unchanged'
        next: CreditRecord
        previous: CreditRecord | undefined
        isWritten: boolean
      }
  )

/** Which of two contents is right, only a person can tell. */
export const CONFLICT_DOUBT: IntakeDoubt = {
  code: 'conflict',
  words: '同一文件中这条记录出现多次且内容不同，请确认哪一行正确',
}

/** What judging needs from outside; a request each for at most 1000. */
export type JudgeRowsDeps = {
  findEntityNames: (creditCodes: readonly string[]) => Promise<Map<string, string>>
  findRecords: (ids: readonly string[]) => Promise<CreditRecord[]>
  /** Digest of a record's key. */
  recordId: (key: string) => string
}

/** Rows whose record stands more than once in the file with different contents: which is right, only a person can tell. */
export type Conflicts = ReadonlySet<number>

/**
 * Judges rows in their order, each on top of those before it, so that a slice that was killed and is done again comes to
 * the same: a record that this file's same row has written already counts as it did, and is not written again.
 */
export async function judgeRows(
  deps: JudgeRowsDeps,
  intake: Pick<Intake, '_id' | 'department' | 'fileName' | 'by'>,
  rows: readonly ReadRow[],
  conflicts: Conflicts,
  now: number,
): Promise<Judgement[]> {
  const read = rows.flatMap((row) => ('record' in row ? [row.record] : []))
  const ids = new Map(read.map((record) => [record, idOf(deps, record)]))
  const codes = new Set(read.flatMap(({ creditCode }) => creditCode ?? []))
  const wanted = [...new Set([...ids.values()].filter((id) => id !== null))]
  const [names, found] = await Promise.all([deps.findEntityNames([...codes]), deps.findRecords(wanted)])
  const kept = new Map(found.map((record) => [record._id, record]))

  return rows.map((row): Judgement => {
    const { cleanedCells, droppedNumbers } = row
    const common = { row: row.row, cleanedCells, droppedNumbers }
    if ('faults' in row) return { ...common, outcome: 'refused', faults: row.faults }
    const { record } = row
    const recordId = ids.get(record) ?? null
    const previous = recordId === null ? undefined : kept.get(recordId)
    const doubts = [...row.doubts, ...doubtsBesideKept(intake, record, { names, previous })]
    if (conflicts.has(row.row)) doubts.push(CONFLICT_DOUBT)
    if (doubts.length > 0 || recordId === null)
      return { ...common, outcome: 'held', record, recordId, doubts }
    const next = nextRecord(intake, record, { recordId, previous, row: row.row, now })
    const isWritten = previous?.provenance?.intakeId === intake._id && previous.provenance.row === row.row
    if (isWritten)
      return { ...common, outcome: previous?.revision === 0 ? 'new' : 'changed', next, previous, isWritten }
    if (previous && isSame(previous, next))
      return { ...common, outcome: 'unchanged', next: previous, previous, isWritten: false }
    kept.set(recordId, next)
    return { ...common, outcome: previous ? 'changed' : 'new', next, previous, isWritten: false }
  })
}

/** The id of the record that a row would become or, where it withdraws one, of that; null without a credit code. */
export function idOf({ recordId }: Pick<JudgeRowsDeps, 'recordId'>, record: IntakeRecord): string | null {
  const { kind, creditCode, authority, identity, values } = record
  if (creditCode === null) return null
  if (kind !== 'withdrawal') return recordId(recordKey({ kind, authority, identity, creditCode }))
  const target = RECORD_KINDS.find(({ label }) => label === values.recordKind)
  const parts = (values.identity ?? '').split('|')
  return recordId(recordKey({ kind: target?.kind ?? '', authority, identity: parts, creditCode }))
}

function doubtsBesideKept(
  { department }: Pick<Intake, 'department'>,
  { kind, creditCode, subjectName }: IntakeRecord,
  { names, previous }: { names: Map<string, string>; previous: CreditRecord | undefined },
): IntakeDoubt[] {
  if (creditCode === null) return []
  const doubt = (code: DoubtCode, words: string) => [{ code, words }]
  const name = names.get(creditCode)
  if (name === undefined) return doubt('entityUnknown', `登记信息里没有代码 ${creditCode} 的主体`)
  // 424号: a household business without a name of its own is written so.
  if (subjectName !== '个体工商户' && plainName(subjectName) !== plainName(name))
    return doubt('nameDisagrees', `名称“${subjectName}”与登记的“${name}”不一致`)
  if (kind === 'withdrawal' && !previous) return doubt('recordUnknown', '没有找到要撤回的记录')
  if (previous?.department !== undefined && previous.department !== department)
    return doubt('otherDepartment', '这条记录由别的部门报送')
  return []
}

/** The record after the row: what the file tells is new, what people added stays. */
export function nextRecord(
  intake: Pick<Intake, '_id' | 'department' | 'fileName' | 'by'>,
  record: IntakeRecord,
  place: { recordId: string; previous: CreditRecord | undefined; row: number; now: number },
): CreditRecord {
  const { previous, recordId, row, now } = place
  const provenance = { intakeId: intake._id, fileName: intake.fileName, row, by: intake.by, at: now }
  const revision = previous ? (previous.revision ?? 0) + 1 : 0
  const changesMade = previous ? (previous.changesMade ?? 0) + 1 : 0
  if (record.kind === 'withdrawal') {
    if (!previous) throw new Error('a withdrawal is taken of a record that is not there')
    return {
      ...previous,
      ...withdrawn(record.values, { by: intake.by, now }),
      provenance,
      revision,
      changesMade,
    }
  }
  const { decidedOn: _, categories: __, reportedUntil: ___, ...added } = previous ?? {}
  return {
    ...added,
    _id: recordId,
    creditCode: record.creditCode ?? '',
    kind: record.kind,
    department: intake.department,
    ...toldFacts({ ...record.facts, values: record.values, source: record.source }),
    provenance,
    revision,
    changesMade,
  }
}

const LISTS_END = ['移出名单']
const REPAIRS = ['信用修复']

/** How a withdrawal ends the publication of a record, and when the city learned of it. */
export function withdrawn(
  values: Record<string, string>,
  { by, now }: { by: string; now: number },
): Pick<CreditRecord, 'removedOn' | 'repairedOn' | 'revokedOn' | 'withdrawal'> {
  const { event = '', withdrawnOn, noticedOn, reason = '' } = values
  const day = LISTS_END.includes(event)
    ? { removedOn: withdrawnOn }
    : REPAIRS.includes(event)
      ? { repairedOn: withdrawnOn }
      : { revokedOn: withdrawnOn }
  const noticedAt = noticedOn === undefined ? now : startOfDay(noticedOn)
  return { ...day, withdrawal: { reason: `${event}：${reason}`, at: now, by, noticedAt } }
}

function isSame(previous: CreditRecord, next: CreditRecord): boolean {
  return contentOf(previous) === contentOf(next)
}

/** Without where and when it came from. */
function contentOf(record: CreditRecord): string {
  const { revokedOn, removedOn, repairedOn } = record
  return JSON.stringify([toldFacts(record), revokedOn ?? null, removedOn ?? null, repairedOn ?? null])
}

function plainName(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[\s·•]/g, '')
    .toUpperCase()
}
