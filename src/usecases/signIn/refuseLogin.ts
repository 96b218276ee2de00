import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { scannedLogin } from './openLogin'

/** The person does not know the desktop, or has changed their mind: its QR is of no more use. */
export async function refuseLogin(
  { loginId }: Request<'people', 'login.refuse'>,
  call: Call,
): Promise<Result<Response<'people', 'login.refuse'>, CallError>> {
  const login = await scannedLogin(loginId, call)
  if (!login.ok) return login
  call.changes.update('logins', { ...login.value, state: 'refused' })
  return ok({ done: true })
}
