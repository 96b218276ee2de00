import type { CallError } from '../../contracts/errors'
import type { Response } from '../../contracts/functions'
import { deviceOf, maskAddress } from '../../domain/device'
import { type DesktopLogin, LOGIN_MS } from '../../domain/people'
import type { Protection, Randomness } from '../../domain/protection'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'

/** What it needs. */
export type BeginLoginDeps = { protection: Pick<Protection, 'digest'>; randomness: Randomness }

/** A desktop asks to be let in: the id goes into its QR, the secret stays with it. */
export async function beginLogin(
  { protection, randomness }: BeginLoginDeps,
  { changes, origin, now }: Call,
): Promise<Result<Response<'people', 'login.begin'>, CallError>> {
  const secret = randomness.id()
  const login: DesktopLogin = {
    _id: randomness.id(),
    secretDigest: protection.digest('token', secret),
    checkNumber: randomness.digits(2),
    device: deviceOf(origin.userAgent),
    maskedAddress: maskAddress(origin.address),
    startedAt: now,
    expiresAt: now + LOGIN_MS,
    state: 'waiting',
    personId: null,
  }
  changes.insert('logins', login)
  changes.note({ subject: login._id })
  return ok({ loginId: login._id, secret, checkNumber: login.checkNumber, expiresAt: login.expiresAt })
}
