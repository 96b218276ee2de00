import { type CallError, callError } from '../contracts/errors'
import { shanghaiDate } from '../domain/calendar'
import { checkPlaqueCode, type MacKey } from '../domain/plaqueCode'
import { fail, ok, type Result } from '../domain/result'

/** What the use case needs from outside. */
export type RecordScanDeps = {
  macKeys: readonly MacKey[]
  now: () => number
  /** The entity whose report the plaque shows. */
  creditCodeOf: (plaqueCode: string) => Promise<string | undefined>
  /** Adds one to the entity's count of that day. */
  countScan: (creditCode: string, day: string) => Promise<void>
}

/** Counts a scan per entity and day, never per person. `recorded` is false for a plaque that shows no report. */
export async function recordScan(
  deps: RecordScanDeps,
  request: { code: string },
): Promise<Result<{ recorded: boolean }, CallError>> {
  const code = checkPlaqueCode(request.code, deps.macKeys)
  if (!code.ok) return fail(callError(code.error.code))
  const creditCode = await deps.creditCodeOf(code.value.code)
  if (!creditCode) return ok({ recorded: false })
  await deps.countScan(creditCode, shanghaiDate(deps.now()))
  return ok({ recorded: true })
}
