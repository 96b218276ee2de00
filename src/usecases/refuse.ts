import { type CallError, callError, type ErrorCode } from '../contracts/errors'
import { fail } from '../domain/result'

/** An expected failure with its words for a person. */
export function refuse(code: ErrorCode, details?: CallError['details']): { ok: false; error: CallError } {
  return fail(callError(code, details))
}
