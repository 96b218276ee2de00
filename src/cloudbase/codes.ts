import type { CodeState } from '../domain/codeStates'
import type { TrialCode, TrialConsent } from '../usecases/assignTrialPlaques'
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

/** Those of the entities (at most 500) that have a code in any state. */
export async function entitiesWithCode(
  database: Database,
  creditCodes: readonly string[],
): Promise<string[]> {
  const { data } = await database
    .collection('codes')
    .where({ creditCode: database.command.in([...creditCodes]) })
    .field({ creditCode: true })
    .limit(1000)
    .get()
  return (data as CodeRow[]).map(({ creditCode }) => creditCode)
}

/** Whether a plaque has this printed number. */
export async function isNumberTaken(database: Database, number: string): Promise<boolean> {
  const { total } = await database.collection('codes').where({ number }).count()
  return total !== 0
}

/** Adds a code that stands for an entity and is not assigned yet. */
export async function addCode(
  database: Database,
  { code, ...rest }: TrialCode & { unit: string; keyId: string; since: string },
): Promise<void> {
  const row: CodeRow = { _id: code, ...rest, assignedAt: null, consentId: null, replacedBy: null }
  await database.collection('codes').add(row)
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
