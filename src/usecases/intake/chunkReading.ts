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

/** A job's deps for one run of less than a minute. */
export type RunDeps = IntakeDeps & {
  chunks: Ahead<Intake, Chunk>
  /** Judgements of the check, which writes no record: the next chunk's do not wait for this one's. */
  checks: Ahead<Intake, readonly AnyJudgement[]>
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
  const checks = ahead(keyOf, async (intake: Intake) => {
    const { rows, conflicts } = await chunks.take(intake)
    const judge = intake.kind === REGISTRATION ? judgeEntities : judgeRows
    return judge(remembering, intake, rows, conflicts, deps.now())
  })
  return { ...remembering, chunks, checks }
}

/** The chunk after the present one, if there is one. */
export function nextChunk(intake: Intake): Intake[] {
  const chunk = intake.chunk + 1
  return chunk < intake.chunkCount ? [{ ...intake, chunk }] : []
}
