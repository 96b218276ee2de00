import { readFileSync } from 'node:fs'
import { INDEXES } from '../../../src/cloudbase/rows'
import { ERROR_MESSAGES } from '../../../src/contracts/errors'
import { addDays, addMonths } from '../../../src/domain/calendar'
import {
  INTAKE_FILES,
  keptUntil,
  pastBefore,
  RETENTION,
  type RetentionKind,
  RULED_KINDS,
} from '../../../src/domain/retention'
import type { KeptOfPeople } from '../../../src/usecases/changes'

const KINDS = Object.keys(RETENTION) as RetentionKind[]

/** What a kind of the table is kept in. */
type Retained = (typeof RETENTION)[RetentionKind]['collection']
type Same<A, B> = [A, B] extends [B, A] ? true : never
/**
 * Does not compile while a collection that names people has no time. A roster holds nothing but the roles of its place.
 */
const EVERY_COLLECTION_HAS_ITS_TIME: Same<
  Retained,
  Exclude<keyof KeptOfPeople, 'rosters'> | 'callCounts' | 'auditLines'
> = true

test('every collection that names people has its time', () => {
  expect(EVERY_COLLECTION_HAS_ITS_TIME).toBe(true)
})

test('the table in the docs is the one that the job goes by', () => {
  const text = readFileSync('docs/personal-data.md', 'utf8')
  const rows = KINDS.map((kind) => {
    const { what, days, since, why } = RETENTION[kind]
    return `| \`${kind}\` | ${what} | ${days} | ${since} | ${why} |`
  })
  expect(text).toContain(`|---|---|---|---|---|\n${rows.join('\n')}\n\n`)
  const files = Object.entries(INTAKE_FILES).map(
    ([kind, { what, days, since, why }]) => `| \`${kind}\` | ${what} | ${days} | ${since} | ${why} |`,
  )
  expect(text).toContain(`|---|---|---|---|---|\n${files.join('\n')}\n\n`)
})

test('who asks for a result that is gone reads for how long results are kept', () => {
  expect(ERROR_MESSAGES.INTAKE_RESULT_GONE.zh).toContain(`只保留 ${INTAKE_FILES.result.days} 天`)
})

test('what the law wants kept for six months or three years is kept so long, from whichever day', () => {
  for (const [words, months] of [
    [/六个月/, 6],
    [/三年/, 36],
  ] as const) {
    const days = KINDS.filter((kind) => words.test(RETENTION[kind].why)).map((kind) => RETENTION[kind].days)
    expect(days.length).toBeGreaterThan(2)
    for (let day = 0; day < 1461; day++) {
      const from = addDays('2026-01-01', day)
      expect(addDays(from, Math.min(...days)) >= addMonths(from, months)).toBe(true)
    }
  }
})

test.each(RULED_KINDS)('the query for %s and the end that a person is told are the same rule', (kind) => {
  const { field } = RETENTION[kind].rule
  const until = keptUntil(kind, { [field]: 1_790_000_000_000 }) as number
  expect(until).toBeGreaterThan(1_790_000_000_000)
  expect(pastBefore(kind, until)).toBe(1_790_000_000_000)
  expect(keptUntil(kind, { [field]: null })).toBeNull()
})

test.each(RULED_KINDS)('an index finds what has passed its time among %s', (kind) => {
  const { collection, rule } = RETENTION[kind]
  const beginning = [...('where' in rule ? Object.keys(rule.where) : []), rule.field]
  const indexes: { fields: string[] }[] = INDEXES[collection]
  expect(indexes.map(({ fields }) => fields.slice(0, beginning.length))).toContainEqual(beginning)
})
