import type { CallError } from '../../contracts/errors'
import type { DesktopLogin } from '../../domain/people'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { refuse } from '../refuse'

/**
 * A desktop's log-in that the phone in hand may still decide: known, in time, and scanned by nobody else. Whoever
 * decides has a role to come in with, and does so on the phone: a desktop lets no other desktop in.
 */
export async function openLogin(
  loginId: string,
  { changes, actor, door, now }: Call,
): Promise<Result<DesktopLogin, CallError>> {
  const login = await changes.find('logins', loginId)
  // What is scanned may be anything; the log keeps what it is told.
  if (login) changes.note({ subject: loginId })
  if (door !== 'wechat') return refuse('WECHAT_NEEDED')
  if (actor.grants.length === 0) return refuse('LOGIN_NO_ROLE')
  if (!login) return refuse('LOGIN_UNKNOWN')
  if (login.state !== 'waiting' && login.state !== 'scanned') return refuse('LOGIN_USED')
  if (login.state === 'scanned' && login.personId !== actor.personId) return refuse('LOGIN_USED')
  return now < login.expiresAt ? ok(login) : refuse('LOGIN_EXPIRED')
}

/** The same, once this phone has scanned it: without a look at where it comes from nobody is let in. */
export async function scannedLogin(loginId: string, call: Call): Promise<Result<DesktopLogin, CallError>> {
  const login = await openLogin(loginId, call)
  return login.ok && login.value.state !== 'scanned' ? refuse('LOGIN_UNKNOWN') : login
}
