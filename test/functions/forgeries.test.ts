import { openDatabase } from '../../src/cloudbase/database'
import { findCode, findReport, readSources } from '../../src/cloudbase/reports'
import { parseMacKeys } from '../../src/cloudbase/settings'
import { Dice } from '../../src/democity/dice'
import { readReport } from '../../src/usecases/readReport'
import { borrowSampleCloud } from '../support/borrowedCloud'
import { PLAQUES, SAMPLE_PLAQUE_KEYS } from '../support/sampleCity'

/** Guessing is hopeless: docs/plaque-codes.md. */

const FORGERIES = 1_000_000
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const GENUINE = PLAQUES.assigned.code

const characters = (dice: Dice, count: number) =>
  Array.from({ length: count }, () => ALPHABET.charAt(dice.between(0, ALPHABET.length - 1))).join('')

/** Half of them by chance, the others a genuine code of which up to four characters are others. */
function forgery(dice: Dice, attempt: number): string {
  if (attempt % 2 === 0) return characters(dice, GENUINE.length)
  const code = [...GENUINE]
  for (let change = dice.between(1, 4); change > 0; change--)
    code[dice.between(0, code.length - 1)] = characters(dice, 1)
  return code.join('')
}

test('of a million forged codes none is taken for genuine, and none costs a database request', async () => {
  const cloud = await borrowSampleCloud()
  const database = openDatabase()
  const deps = {
    macKeys: parseMacKeys(SAMPLE_PLAQUE_KEYS),
    now: Date.now,
    findReport: findReport.bind(null, database),
    findCode: findCode.bind(null, database),
    readSources: readSources.bind(null, database),
  }
  const before = cloud.databaseRequests()
  const dice = new Dice(2026)
  const answers = new Map<string, number>()
  for (let attempt = 0; attempt < FORGERIES; attempt++) {
    const code = forgery(dice, attempt)
    if (code === GENUINE) continue
    const answer = await readReport(deps, { code })
    const told = answer.ok ? 'genuine' : answer.error.code
    answers.set(told, (answers.get(told) ?? 0) + 1)
  }
  expect([...answers.keys()]).toEqual(['PLAQUE_CODE_NOT_GENUINE'])
  expect(answers.get('PLAQUE_CODE_NOT_GENUINE')).toBeGreaterThan(FORGERIES * 0.9)
  expect(cloud.databaseRequests()).toBe(before)
  // The genuine one, asked the same way, is.
  expect((await readReport(deps, { code: GENUINE })).ok).toBe(true)
  await cloud.remove()
})
