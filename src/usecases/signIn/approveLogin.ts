import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import { LOGIN_COLLECT_MS } from '../../domain/people'
import type { PinHashing } from '../../domain/protection'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { refuse } from '../refuse'
import { scannedLogin } from './openLogin'
import { tryPin } from './tryPin'

/** What it needs. */
export type ApproveLoginDeps = { pinHashing: PinHashing }

/** The person lets the desktop in, with the PIN as the second factor. */
export async function approveLogin(
  { pinHashing }: ApproveLoginDeps,
  { loginId, pin }: Request<'people', 'login.approve'>,
  call: Call,
): Promise<Result<Response<'people', 'login.approve'>, CallError>> {
  const { changes, actor, now } = call
  const login = await scannedLogin(loginId, call)
  if (!login.ok) return login
  const person = await changes.find('people', actor.personId)
  if (!person?.pin) return refuse('PIN_MISSING')
  const trial = await tryPin(pinHashing, person, person.pin, pin, call)
  if (trial.outcome === 'notAPin') return refuse('PIN_INVALID')
  if (trial.outcome !== 'right') return ok(trial)
  changes.update('logins', { ...login.value, state: 'approved', expiresAt: now + LOGIN_COLLECT_MS })
  return ok({ outcome: 'approved' })
}
