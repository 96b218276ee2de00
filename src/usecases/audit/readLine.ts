import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import type { AuditLine } from '../../domain/auditLine'
import { changeInWords } from '../../domain/auditWords'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { refuse } from '../refuse'
import { lineView } from './lineView'

/** One line with what changed, in words. */
export async function readLine(
  deps: { findLine: (id: string) => Promise<AuditLine | undefined> },
  { id }: Request<'audit', 'line.read'>,
  { note }: Call,
): Promise<Result<Response<'audit', 'line.read'>, CallError>> {
  const line = await deps.findLine(id)
  if (!line) return refuse('NOT_FOUND')
  note({ subject: id })
  const { reason, batch, shard, sequence, hash } = line
  return ok({
    line: lineView(line),
    reason,
    changes: line.changes.map(changeInWords),
    batch,
    shard,
    sequence,
    hash,
  })
}
