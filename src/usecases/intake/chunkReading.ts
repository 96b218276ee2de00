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

/** A job's deps for one run of less than a minute. */
export type RunDeps = IntakeDeps & {
  chunks: Ahead<Intake, Chunk>
  /** Of a chunk that is to be taken it may be expected only when the one before it is written. */
  judged: Ahead<Intake, Judged>
}

/**
 * Reads ahead, so that this process judges one chunk while the database answers for another, and asks once what every
 * chunk asks: the names of entities, and the rows that contradict each other. What is remembered is as good as what a
 * run begun then would have read.
 */
export function forOneRun(deps: IntakeDeps): RunDeps {
  const names = new Map<string, string>()
  let conflicts: Promise<Conflicts> | undefined
  const remembering: IntakeDeps = {
    ...deps,
    async findEntityNames(creditCodes) {
      const unknown = creditCodes.filter((code) => !names.has(code))
      if (unknown.length > 0)
        for (const [code, name] of await deps.findEntityNames(unknown)) names.set(code, name)
      return new Map(creditCodes.flatMap((code) => (names.has(code) ? [[code, names.get(code) ?? '']] : [])))
    },
  }
  const keyOf = ({ state, chunk }: Intake) => `${state} ${chunk}`
  const chunks = ahead(keyOf, async ({ _id, chunk }: Intake) => {
    conflicts ??= deps.getPart(_id, 'conflicts', 0).then((text) => new Set(JSON.parse(text) as number[]))
    const [text, contradicting] = await Promise.all([deps.getPart(_id, 'rows', chunk), conflicts])
    return { rows: text.split('\n').map((line) => JSON.parse(line) as ReadRow), conflicts: contradicting }
  })
  const judged = ahead(keyOf, async (intake: Intake): Promise<Judged> => {
    const { rows, conflicts } = await chunks.take(intake)
    const now = deps.now()
    return intake.kind === REGISTRATION
      ? { of: 'entities', judgements: await judgeEntities(remembering, intake, rows, conflicts, now) }
      : { of: 'records', judgements: await judgeRows(remembering, intake, rows, conflicts, now) }
  })
  return { ...remembering, chunks, judged }
}

/** The chunk after the present one, if there is one. */
export function nextChunk(intake: Intake): Intake[] {
  const chunk = intake.chunk + 1
  return chunk < intake.chunkCount ? [{ ...intake, chunk }] : []
}
