import type { CodeState } from '../domain/codeStates'
import type { TrialCode, TrialConsent } from '../usecases/assignTrialPlaques'
import type { PresetCode, PresetEntity, PresetSelection } from '../usecases/presetCodes'
import type { Database } from './database'
import type { CodeRow, ConsentRow } from './rows'

/** Codes in one of the states, in the order of their entities' credit codes, `limit` (at most 1000) of them. */
export async function findCodes(
  database: Database,
  states: readonly CodeState[],
  limit: number,
): Promise<TrialCode[]> {
  const { data } = await database
    .collection('codes')
    .where({ state: database.command.in([...states]) })
    .orderBy('creditCode', 'asc')
    .limit(limit)
    .get()
  return (data as CodeRow[]).map(({ _id, number, creditCode, state }) => ({
    code: _id,
    number,
    creditCode,
    state,
  }))
}

/** How many codes are in the state. */
export async function countCodes(database: Database, state: CodeState): Promise<number> {
  const { total } = await database.collection('codes').where({ state }).count()
  return total ?? 0
}

/** Those of the entities (at most 1000) that have a code in any state. */
export async function entitiesWithCode(
  database: Database,
  creditCodes: readonly string[],
): Promise<string[]> {
  const { data } = await database
    .collection('codes')
    .where({ creditCode: database.command.in([...creditCodes]), serial: 0 })
    .field({ creditCode: true })
    .limit(1000)
    .get()
  return (data as CodeRow[]).map(({ creditCode }) => creditCode)
}

/** Entities, of one unit or all, behind a credit code in the order of codes; one request for at most 1000. */
export async function findEntitiesBehind(
  database: Database,
  { unit }: PresetSelection,
  creditCode: string,
  limit: number,
): Promise<PresetEntity[]> {
  const { data } = await database
    .collection('entities')
    .where({ ...(unit !== undefined && { unit }), _id: database.command.gt(creditCode) })
    .field({ creditCode: true, unit: true, status: true })
    .orderBy('_id', 'asc')
    .limit(limit)
    .get()
  return data as PresetEntity[]
}

/** Those of the printed numbers (at most 1000) that a plaque has. */
export async function numbersTaken(database: Database, numbers: readonly string[]): Promise<string[]> {
  const { data } = await database
    .collection('codes')
    .where({ number: database.command.in([...numbers]) })
    .field({ number: true })
    .limit(1000)
    .get()
  return (data as CodeRow[]).map(({ number }) => number)
}

/**
 * Adds codes that stand for entities (at most 1000) and are not confirmed yet, in one request. Where somebody else has
 * given one of the entities its code, or taken a number, the index refuses. Returns the codes that were added.
 */
export async function addPresetCodes(database: Database, codes: readonly PresetCode[]): Promise<string[]> {
  const rows = codes.map(
    ({ code, ...rest }): CodeRow => ({
      _id: code,
      ...rest,
      state: 'preset',
      assignedAt: null,
      consentId: null,
      replacedBy: null,
    }),
  )
  const ids = rows.map(({ _id }) => _id)
  try {
    await database.collection('codes').add(rows)
    return ids
  } catch (fault) {
    if (!isDuplicate(fault)) throw fault
  }
  // The platform may have added those before the one that it refused.
  const { data } = await database
    .collection('codes')
    .where({ _id: database.command.in(ids) })
    .field({ _id: true })
    .limit(1000)
    .get()
  return (data as CodeRow[]).map(({ _id }) => _id)
}

/** MongoDB's own number of the fault, which the platform passes on in the message. */
function isDuplicate(fault: unknown): boolean {
  const { message } = (fault ?? {}) as { message?: unknown }
  return typeof message === 'string' && message.includes('E11000')
}

/** Writes what `codeStates` says of a code. */
export async function changeCode(
  database: Database,
  code: string,
  changes: Partial<Pick<CodeRow, 'state' | 'since' | 'assignedAt' | 'consentId'>>,
): Promise<void> {
  await database.collection('codes').doc(code).update(changes)
}

/** Writes a consent, anew when it is there already. */
export async function putConsent(database: Database, { consentId, ...rest }: TrialConsent): Promise<void> {
  const { _id, ...row }: ConsentRow = { _id: consentId, ...rest, personId: null, withdrawnAt: null }
  await database.collection('consents').doc(_id).set(row)
}
