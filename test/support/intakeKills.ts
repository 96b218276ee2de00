import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DEMO_KEYS, seedDemoCity } from '../../src/cli/demo'
import { auditReading } from '../../src/cloudbase/auditReading'
import { openDatabase } from '../../src/cloudbase/database'
import { openProtection } from '../../src/cloudbase/protection'
import { type EntityRow, INDEXES } from '../../src/cloudbase/rows'
import { Dice } from '../../src/democity/dice'
import { makeCreditCode } from '../../src/domain/creditCode'
import { REGISTRATION } from '../../src/domain/intake/registration'
import { startLocalcloud } from '../../src/localcloud/localcloud'
import type { Store } from '../../src/localcloud/store/store'
import { verifyLog } from '../../src/usecases/audit/verifyLog'
import { documentsOf } from './documents'
import { columnsOf, csvOf } from './handOver'
import { startIntakeProcess } from './intakeProcess'

/** What kill -9 did to the job: how often, in which states, and what came out otherwise than undisturbed. */
export type IntakeKills = {
  kills: number
  /** How often the whole row of files went in. */
  rounds: number
  byState: Record<string, number>
  /** Names of collections that differ, and flaws of the audit log; empty when nothing does. */
  differences: string[]
}

type HandedFile = { id: string; kind: string; text: string }

/** Longer than a lease, so that the next process takes over at once. */
const AHEAD_A_KILL_MS = 61_000
/** A life is long enough on the average for a chunk or two. */
const LONGEST_LIFE_MS = 1200
const COMPARED = [
  'records',
  'recordRevisions',
  'recordVersions',
  'heldRows',
  'intakes',
  'entities',
  'reports',
]
/** When something was done differs from run to run; a report's version counts the tries. */
const PASSING = new Set([
  'at',
  'heldAt',
  'replacedAt',
  'createdAt',
  'stateSince',
  'confirmedAt',
  'leaseUntil',
  'updatedAt',
  'noticedAt',
  'version',
])

/**
 * Files go in, penalties, corrections of them, withdrawals and the registry, while the process that takes them in is
 * killed at random moments and another goes on; then everything is compared with a city that nobody disturbed.
 */
export async function intakeKills(script: string, seed: number, kills: number): Promise<IntakeKills> {
  const dice = new Dice(seed)
  const undisturbed = await takeAllIn(script, { lifeMs: () => undefined, onKilled: () => undefined })
  const report: IntakeKills = { kills: 0, rounds: 0, byState: {}, differences: [] }
  while (report.kills < kills) {
    const disturbed = await takeAllIn(script, {
      lifeMs: () => (report.kills < kills ? dice.between(0, LONGEST_LIFE_MS) : undefined),
      onKilled: (state) => {
        report.kills++
        report.byState[state] = (report.byState[state] ?? 0) + 1
      },
    })
    report.rounds++
    for (const [name, text] of disturbed)
      if (text !== undisturbed.get(name)) report.differences.push(`${name} in round ${report.rounds}`)
  }
  return report
}

type Fate = {
  /** After how many milliseconds the next process is killed; undefined: not at all. */
  lifeMs: () => number | undefined
  /** Told in which state a kill has left the file. */
  onKilled: (state: string) => void
}

async function takeAllIn(script: string, fate: Fate): Promise<Map<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'intake-kills-'))
  const cloud = await startLocalcloud({
    storeFile: join(folder, 'city.db'),
    indexes: INDEXES,
    port: 0,
    timers: 'whenAsked',
  })
  try {
    Object.assign(process.env, cloud.environment, DEMO_KEYS)
    const now = Date.now()
    await seedDemoCity(
      cloud.store,
      { size: 'small', now },
      () => undefined,
      () => false,
    )
    for (const file of filesOf(documentsOf<EntityRow>(cloud.store, 'entities'))) {
      const path = join(folder, `${file.id}.csv`)
      writeFileSync(path, file.text)
      await takeOneIn(script, { ...file, path }, fate)
    }
    return await stateOf(cloud.store)
  } finally {
    await cloud.close()
    rmSync(folder, { recursive: true })
  }
}

async function takeOneIn(
  script: string,
  { id, kind, path }: HandedFile & { path: string },
  fate: Fate,
): Promise<void> {
  const first = startIntakeProcess(script)
  let report = await first.ask({ begin: { id, kind, file: path } })
  first.close()
  for (let life = 1; report?.intake.state !== 'done'; life++) {
    const job = startIntakeProcess(script, life * AHEAD_A_KILL_MS)
    const adopted = await job.ask({ adopt: { id, file: path } })
    if (!report && adopted) fate.onKilled(adopted.intake.state)
    // Killed after its last write, before it could say so.
    if (adopted?.intake.state === 'done') return job.close()
    const lifeMs = fate.lifeMs()
    const killing = lifeMs === undefined ? undefined : setTimeout(() => void job.kill(), lifeMs)
    report = await job.ask({ workMs: 600_000 })
    clearTimeout(killing)
    if (report) job.close()
  }
}

/** Everything that must be the same, by name, as text. */
async function stateOf(store: Store): Promise<Map<string, string>> {
  const { auditSeal } = openProtection(process.env)
  const { flaws } = await verifyLog(auditReading(openDatabase(), auditSeal), [])
  const collections = COMPARED.map((name): [string, string] => {
    const documents = documentsOf<{ _id: string }>(store, name)
    documents.sort((a, b) => (a._id < b._id ? -1 : 1))
    return [name, JSON.stringify(documents.map(lasting))]
  })
  return new Map([...collections, ['audit log', JSON.stringify(flaws)]])
}

function lasting(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(lasting)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).filter(([field]) => !PASSING.has(field))
  entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([field, inner]) => [field, lasting(inner)]))
}

/** Penalties of all kinds of rows; the same with some corrected; withdrawals of some; the registry with new names. */
function filesOf(entities: readonly EntityRow[]): HandedFile[] {
  const sorted = [...entities].sort((a, b) => (a._id < b._id ? -1 : 1))
  const subjectOf = (number: number) => {
    const entity = sorted[(number * 7) % sorted.length] as EntityRow
    return { subjectName: entity.name, subjectCode: entity.creditCode }
  }
  const penalty = (number: number, more: Record<string, string> = {}): Record<string, string> => ({
    ...subjectOf(number),
    documentNumber: `市监罚〔2026〕${number}号`,
    decidedOn: '2026-10-01',
    publishedUntil: '',
    ...(number % 50 === 3 && { subjectName: '别的名称' }),
    ...(number % 80 === 5 && { decidedOn: '2026-13-01' }),
    ...more,
  })
  const numbers = Array.from({ length: 1400 }, (_, number) => number)
  const corrected = numbers
    .slice(0, 900)
    .map((number) => penalty(number, number % 3 === 0 ? { offenceFacts: '当事人未亮照经营。' } : {}))
  const withdrawals = numbers
    .filter((number) => number % 9 === 0)
    .map((number) => ({
      ...subjectOf(number),
      authority: columnsOf('penalty').find(({ name }) => name === 'authority')?.example ?? '',
      identity: `市监罚〔2026〕${number}号`,
    }))
  const registered = [
    ...sorted.slice(0, 150).map(({ creditCode, name }) => ({
      subjectCode: creditCode,
      subjectName: `${name}分店`,
      entityKind: '',
    })),
    ...numbers.slice(0, 100).map((number) => ({
      subjectCode: makeCreditCode('92231102', `MA9${String(number).padStart(5, '0')}`),
      subjectName: `爱辉区新店${number}号`,
    })),
  ]
  const file = (letter: string, kind: string, rows: readonly Record<string, string>[]): HandedFile => ({
    id: letter.repeat(26),
    kind,
    text: csvOf(rows, kind),
  })
  return [
    file(
      'a',
      'penalty',
      numbers.map((number) => penalty(number)),
    ),
    file('b', 'penalty', corrected),
    file('c', 'withdrawal', withdrawals),
    file('d', REGISTRATION, registered),
  ]
}
