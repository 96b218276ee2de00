import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import type { IntakeTable } from '../../domain/intake/column'
import { intakeTable } from '../../domain/intake/tables'
import { ok, type Result } from '../../domain/result'
import { refuse } from '../refuse'

/** The empty form of a kind, as an XLSX to fill in; whoever asks may have it. */
export async function makeTemplate(
  { writeTemplate }: { writeTemplate: (table: IntakeTable) => Buffer },
  { kind }: Request<'intake', 'template.make'>,
): Promise<Result<Response<'intake', 'template.make'>, CallError>> {
  const table = intakeTable(kind)
  if (!table) return refuse('NOT_FOUND')
  return ok({ fileName: `归集模板-${table.label}.xlsx`, xlsx: writeTemplate(table).toString('base64') })
}
