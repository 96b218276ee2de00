import type { Intake, IntakeState } from '../domain/intake/job'
import { isChecked } from '../domain/intake/progress'
import type { AuditSeal } from '../domain/protection'
import { type INTAKE_FILES, intakeFilesPastBefore } from '../domain/retention'
import { appendLine, jobEntry } from './auditLog'
import type { Database } from './database'
import type { IntakeCloud, IntakeParts } from './intakeFiles'
import { deleteFiles } from './pictures'
import { documentIn, inTransaction } from './transactions'

/** What the job works with. */
export type IntakeClearingOptions = {
  database: Database
  cloud: Pick<IntakeCloud, 'deleteFile'>
  parts: Pick<IntakeParts, 'countOf' | 'remove'>
  auditSeal: AuditSeal
  /** Epoch milliseconds. */
  now: number
  /** No intake is begun after so many; what is left is taken the next night. */
  maximumIntakes: number
}

const ENDED: readonly IntakeState[] = ['done', 'cancelled', 'failed']
const NEVER_BEGUN = '上传以后没有在一天内开始核对，文件已经删除。请重新上传。'

/**
 * Throws away what handed-over files have left in the storage when its time has passed (`domain/retention`), those that
 * ended first at first, and then says so in their documents with a line in the log: killed in between, it is done again.
 * Returns how many intakes were cleared.
 */
export async function clearIntakes(options: IntakeClearingOptions): Promise<number> {
  let left = options.maximumIntakes
  const clear = async (
    kind: keyof typeof INTAKE_FILES,
    found: Pick<Intake, 'filesKept' | 'state'>,
    step: (options: IntakeClearingOptions, intake: Intake) => Promise<void>,
  ) => {
    const intakes = left > 0 ? await findPast(options, kind, found, left) : []
    for (const intake of intakes) await step(options, intake)
    left -= intakes.length
  }
  for (const state of ENDED) await clear('handedOver', { filesKept: 'all', state }, clearHandedOver)
  await clear('neverBegun', { filesKept: 'all', state: 'uploading' }, clearNeverBegun)
  for (const state of ENDED) await clear('result', { filesKept: 'result', state }, clearResult)
  return options.maximumIntakes - left
}

async function findPast(
  { database, now }: IntakeClearingOptions,
  kind: keyof typeof INTAKE_FILES,
  found: Pick<Intake, 'filesKept' | 'state'>,
  limit: number,
): Promise<Intake[]> {
  const { data } = await database
    .collection('intakes')
    .where({ ...found, stateSince: database.command.lt(intakeFilesPastBefore(kind, now)) })
    .orderBy('stateSince', 'asc')
    .limit(limit)
    .get()
  return data as Intake[]
}

/** A result that is not whole is of no use to anybody. */
async function clearHandedOver(options: IntakeClearingOptions, intake: Intake): Promise<void> {
  const { _id, fileId, chunkCount } = intake
  const { cloud, parts } = options
  if (fileId !== null) await deleteFiles(cloud, [fileId])
  // What was stopped or went wrong while it was read has parts that its document does not count.
  const count = Math.max(chunkCount, await parts.countOf(_id, 'rows'))
  await parts.remove(_id, 'conflicts', 1)
  await parts.remove(_id, 'lines', count)
  const hasResult = isChecked(intake)
  if (!hasResult) await parts.remove(_id, 'result', count)
  // Last, since they are what is counted.
  await parts.remove(_id, 'rows', count)
  await save(options, intake, { filesKept: hasResult ? 'result' : 'nothing' })
}

async function clearNeverBegun(options: IntakeClearingOptions, intake: Intake): Promise<void> {
  if (intake.fileId !== null) await deleteFiles(options.cloud, [intake.fileId])
  const ended = { state: 'failed', failure: NEVER_BEGUN, stateSince: options.now } as const
  await save(options, intake, { ...ended, filesKept: 'nothing' })
}

async function clearResult(options: IntakeClearingOptions, intake: Intake): Promise<void> {
  await options.parts.remove(intake._id, 'result', intake.chunkCount)
  await save(options, intake, { filesKept: 'nothing' })
}

/** Unless somebody has gone on with it meanwhile, who finds then that the file is not there. */
async function save(
  { database, auditSeal, now }: IntakeClearingOptions,
  { _id, state }: Intake,
  fields: Partial<Intake>,
): Promise<void> {
  await inTransaction(database, async (transaction) => {
    const stored = await documentIn<Intake>(transaction, 'intakes', _id)
    if (stored?.state !== state) return
    const { _id: _, ...rest } = stored
    await transaction
      .collection('intakes')
      .doc(_id)
      .set({ ...rest, ...fields })
    const line = { at: now, door: 'timer', action: 'job.intakeClearing', subject: _id } as const
    await appendLine(transaction, auditSeal, jobEntry({ ...line, ids: [_id] }))
  })
}
