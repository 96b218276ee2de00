import { shanghaiDate } from '../../domain/calendar'
import { RESULT_HEADINGS } from '../../domain/intake/headings'
import {
  afterFault,
  type Intake,
  type IntakeCounts,
  type IntakeSample,
  NO_COUNTS,
  WORKING_STATES,
} from '../../domain/intake/job'
import { faultsInWords, OUTCOME_NAMES } from '../../domain/intake/words'
import { csvLine } from '../../domain/spreadsheetText'
import { noticedAtOf } from '../../domain/withdrawalClock'
import { type AnyJudgement, forOneRun, nextChunk, type RunDeps } from './chunkReading'
import type { IntakeDeps } from './intakeDeps'
import type { EntityJudgement } from './judgeEntities'
import type { Judgement } from './judgeRows'
import { readHandedFile } from './readHandedFile'
import { takeEntities } from './takeEntities'
import { takeRows, unwrittenOf } from './takeRows'

/** Somebody who has not said anything for so long is gone; another goes on with the job. */
export const LEASE_MS = 60_000
const LEASE_RENEWED_MS = 10_000
const MAXIMUM_SAMPLES = 20

/**
 * Works on a job that the caller holds, slice by slice, until there is nothing to do, `until` has passed, or somebody
 * else has taken it over. Each slice is bounded and ends in one write with its line in the audit log; killed anywhere,
 * the slice is done again and comes to the same. Returns the job as it then stands.
 */
export async function workOnIntake(deps: IntakeDeps, held: Intake, until: number): Promise<Intake> {
  const run = forOneRun(deps)
  let intake = held
  while (WORKING_STATES.includes(intake.state) && deps.now() < until) {
    const slice = await tryToWork(run, intake, (leased) => {
      intake = leased
    })
    if (slice === 'lost') return intake
    const { intake: after, ids } = slice
    const moved = after.state === intake.state ? after : { ...after, stateSince: deps.now() }
    const next = { ...moved, leaseUntil: deps.now() + LEASE_MS, faultCount: 0 }
    if (!(await deps.saveSlice(intake, next, ids))) return intake
    intake = next
  }
  const released = { ...intake, leaseUntil: 0 }
  return (await deps.saveSlice(intake, released, [])) ? released : intake
}

/** What a slice comes to, and the ids of the documents that it was about. */
type Slice = { intake: Intake; ids: readonly string[] }
/** Told of the job as it is stored by now, where a long slice has renewed the lease. */
type OnLeased = (leased: Intake) => void

/** A fault is counted with the job before it is thrown, so that one which stays does not hold it up for ever. */
async function tryToWork(deps: RunDeps, intake: Intake, onLeased: OnLeased): Promise<Slice | 'lost'> {
  let leased = intake
  try {
    return await work(deps, intake, (renewed) => {
      leased = renewed
      onLeased(renewed)
    })
  } catch (fault) {
    await deps.saveSlice(leased, afterFault(leased, deps.now()), [])
    throw fault
  }
}

async function work(deps: RunDeps, intake: Intake, onLeased: OnLeased): Promise<Slice | 'lost'> {
  switch (intake.state) {
    case 'reading':
      return read(deps, intake, onLeased)
    case 'checking':
      return check(deps, intake)
    case 'taking':
      return take(deps, intake)
    default:
      return rebuild(deps, intake)
  }
}

async function read(deps: IntakeDeps, intake: Intake, onLeased: OnLeased): Promise<Slice | 'lost'> {
  let leased = intake
  let renewedAt = deps.now()
  const keepLease = async () => {
    if (deps.now() - renewedAt < LEASE_RENEWED_MS) return true
    renewedAt = deps.now()
    const next = { ...leased, leaseUntil: renewedAt + LEASE_MS }
    const isHeld = await deps.saveSlice(leased, next, [])
    if (!isHeld) return false
    leased = next
    onLeased(next)
    return true
  }
  const next = await readHandedFile(deps, intake, keepLease)
  if (next === 'lost') return next
  return { intake: next, ids: [] }
}

/** What would become of a chunk's rows; nothing of it is written but the result's lines. */
async function check(deps: RunDeps, intake: Intake): Promise<Slice> {
  const [{ judgements }, linesText] = await Promise.all([
    deps.judged.take({ intake }),
    deps.getPart(intake._id, 'lines', intake.chunk),
  ])
  // A check writes no record: the next chunk need not wait for this one.
  for (const next of nextChunk(intake)) deps.judged.expect({ intake: next })
  const lines = JSON.parse(linesText) as string[]
  const text = (judgements as readonly AnyJudgement[])
    .map((judgement, index) => `${lines[index]},${csvLine(resultOf(judgement))}`)
    .join('')
  await deps.putPart(
    intake._id,
    'result',
    intake.chunk,
    intake.chunk === 0 ? `${headOf(intake)}${text}` : text,
  )
  const chunk = intake.chunk + 1
  const isLast = chunk === intake.chunkCount
  return {
    ids: [],
    intake: {
      ...intake,
      found: added(intake.chunk === 0 ? NO_COUNTS : intake.found, judgements),
      noticedAt: firstNotice(intake, judgements),
      samples: [...(intake.chunk === 0 ? [] : intake.samples), ...judgements.flatMap(sampleOf)].slice(
        0,
        MAXIMUM_SAMPLES,
      ),
      chunk: isLast ? 0 : chunk,
      state: isLast ? 'checked' : 'checking',
    },
  }
}

async function take(deps: RunDeps, intake: Intake): Promise<Slice> {
  const judged = await deps.judged.take({ intake })
  const ids =
    judged.of === 'entities'
      ? await takeRegistry(deps, intake, judged.judgements)
      : await takeRecords(deps, intake, judged.judgements)
  if (!ids) return { intake, ids: [] }
  const chunk = intake.chunk + 1
  return {
    ids,
    intake: {
      ...intake,
      taken: added(intake.chunk === 0 ? NO_COUNTS : intake.taken, judged.judgements),
      chunk,
      state: chunk === intake.chunkCount ? 'rebuilding' : 'taking',
    },
  }
}

/** While the database writes a chunk, the next one is judged, on top of what is written. */
function takeRecords(
  deps: RunDeps,
  intake: Intake,
  judgements: readonly Judgement[],
): Promise<string[] | undefined> {
  const onTopOf = unwrittenOf(judgements).map(({ next }) => next)
  for (const next of nextChunk(intake)) deps.judged.expect({ intake: next, onTopOf })
  return takeRows(deps, intake, judgements)
}

/** What changes of an entity is only a part of it, so the next chunk waits until it is stored, and is fetched meanwhile. */
async function takeRegistry(
  deps: RunDeps,
  intake: Intake,
  judgements: readonly EntityJudgement[],
): Promise<string[]> {
  for (const next of nextChunk(intake)) deps.chunks.expect(next)
  const ids = await takeEntities(deps, intake, judgements)
  for (const next of nextChunk(intake)) deps.judged.expect({ intake: next })
  return ids
}

async function rebuild(deps: IntakeDeps, intake: Intake): Promise<Slice> {
  const count = await deps.rebuildMarked(intake._id, intake.today)
  if (count > 0) return { intake, ids: [] }
  return { intake: { ...intake, state: intake.state === 'cancelling' ? 'cancelled' : 'done' }, ids: [] }
}

function added(counts: IntakeCounts, judgements: readonly AnyJudgement[]): IntakeCounts {
  const sum = { ...counts }
  for (const { outcome, cleanedCells, droppedNumbers } of judgements) {
    sum[outcome]++
    sum.cleanedCells += cleanedCells
    sum.droppedNumbers += droppedNumbers
  }
  return sum
}

/** Since when the earliest of the withdrawals is known that the file has brought so far; null while it changes nothing. */
function firstNotice(intake: Intake, judgements: readonly AnyJudgement[]): number | null {
  const { kind, chunk, today: handedOverOn } = intake
  const known = chunk === 0 ? null : intake.noticedAt
  const instants = judgements.flatMap((judgement) => {
    if (judgement.outcome === 'held')
      return noticedAtOf({ kind, noticedOn: judgement.record.values.noticedOn, handedOverOn }) ?? []
    const told =
      judgement.outcome === 'changed' && 'next' in judgement ? judgement.next.withdrawal : undefined
    if (!told) return []
    return noticedAtOf({ kind, noticedOn: shanghaiDate(told.noticedAt), handedOverOn }) ?? []
  })
  return [known ?? [], instants].flat().reduce<number | null>((a, b) => Math.min(a ?? b, b), null)
}

function reasonOf(judgement: AnyJudgement): string {
  if (judgement.outcome === 'refused') return faultsInWords(judgement.faults)
  return judgement.outcome === 'held' ? judgement.doubts.map(({ words }) => words).join('；') : ''
}

const resultOf = (judgement: AnyJudgement) => [OUTCOME_NAMES[judgement.outcome], reasonOf(judgement)]

function sampleOf(judgement: AnyJudgement): IntakeSample[] {
  const { outcome, row } = judgement
  return outcome === 'held' || outcome === 'refused' ? [{ row, outcome, reason: reasonOf(judgement) }] : []
}

/** A byte order mark lets a spreadsheet read the result as UTF-8. */
function headOf({ headings }: Intake): string {
  return `\uFEFF${csvLine([...headings.map(({ heading }) => heading), ...RESULT_HEADINGS])}`
}
