import type { CreditRecord } from '../../domain/creditRecord'
import type { Intake, ReadRow } from '../../domain/intake/job'
import { REGISTRATION } from '../../domain/intake/registration'
import { type Ahead, ahead } from './ahead'
import type { IntakeDeps } from './intakeDeps'
import { type EntityJudgement, judgeEntities } from './judgeEntities'
import { type Conflicts, type Judgement, judgeRows } from './judgeRows'

/** Rows of one chunk, and which rows of the file contradict each other. */
export type Chunk = { rows: ReadRow[]; conflicts: Conflicts }
/** What becomes of a row of whichever kind of file. */
export type AnyJudgement = Judgement | EntityJudgement

/** What becomes of a chunk: THE place where the registry goes another way than records. */
export type Judged =
  | { of: 'records'; judgements: Judgement[] }
  | { of: 'entities'; judgements: EntityJudgement[] }

/** A chunk to judge: the job's present one, on top of what is being written meanwhile and need not be stored yet. */
export type ToJudge = { intake: Intake; onTopOf?: readonly CreditRecord[] }

/** A job's deps for one run of less than a minute. */
export type RunDeps = IntakeDeps & {
  chunks: Ahead<Intake, Chunk>
  judged: Ahead<ToJudge, Judged>
}

/**
 * Reads ahead, so that this process judges one chunk while the database answers for another, and asks once which rows
 * contradict each other.
 */
export function forOneRun(deps: IntakeDeps): RunDeps {
  let conflicts: Promise<Conflicts> | undefined
  const keyOf = ({ state, chunk }: Intake) => `${state} ${chunk}`
  const chunks = ahead(keyOf, async ({ _id, chunk }: Intake) => {
    conflicts ??= deps.getPart(_id, 'conflicts', 0).then((text) => new Set(JSON.parse(text) as number[]))
    const [text, contradicting] = await Promise.all([deps.getPart(_id, 'rows', chunk), conflicts])
    return { rows: text.split('\n').map((line) => JSON.parse(line) as ReadRow), conflicts: contradicting }
  })
  const judged = ahead(
    ({ intake }: ToJudge) => keyOf(intake),
    async ({ intake, onTopOf = [] }: ToJudge): Promise<Judged> => {
      const { rows, conflicts } = await chunks.take(intake)
      const now = deps.now()
      if (intake.kind === REGISTRATION)
        return { of: 'entities', judgements: await judgeEntities(deps, intake, rows, conflicts, now) }
      const findRecords = findOnTop(deps, onTopOf)
      const findEntityNames = (codes: readonly string[]) => deps.findNamesFor(intake._id, codes)
      const asked = { ...deps, findRecords, findEntityNames }
      const judgements = await judgeRows(asked, intake, rows, conflicts, now)
      return { of: 'records', judgements }
    },
  )
  return { ...deps, chunks, judged }
}

/** Finds records as they will be once these are written. */
function findOnTop(
  { findRecords }: Pick<IntakeDeps, 'findRecords'>,
  written: readonly CreditRecord[],
): IntakeDeps['findRecords'] {
  const onTop = new Map(written.map((record) => [record._id, record]))
  return async (ids) => [
    ...(await findRecords(ids.filter((id) => !onTop.has(id)))),
    ...ids.flatMap((id) => onTop.get(id) ?? []),
  ]
}

/** The chunk after the present one, if there is one. */
export function nextChunk(intake: Intake): Intake[] {
  const chunk = intake.chunk + 1
  return chunk < intake.chunkCount ? [{ ...intake, chunk }] : []
}
