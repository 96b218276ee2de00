import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import { type DesktopLogin, isActive, isLive, type Person } from '../../domain/people'
import type { Protection, Randomness } from '../../domain/protection'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import type { Changes } from '../changes'
import { refuse } from '../refuse'

/** What it needs. */
export type CollectLoginDeps = { protection: Pick<Protection, 'digest'>; randomness: Pick<Randomness, 'id'> }

type Answer = Result<Response<'people', 'login.collect'>, CallError>

/** The waiting desktop asks whether the phone has answered; once it has, it gets its session, and gets it once. */
export async function collectLogin(
  deps: CollectLoginDeps,
  { loginId, secret }: Request<'people', 'login.collect'>,
  call: Call,
): Promise<Answer> {
  const { changes, now } = call
  const login = await changes.find('logins', loginId)
  // What is asked for may be anything; the log keeps what it is told.
  if (login) changes.note({ subject: loginId })
  // Whoever has seen the QR knows the id; only the desktop that shows it knows the secret.
  if (!login || login.secretDigest !== deps.protection.digest('token', secret)) return refuse('LOGIN_UNKNOWN')
  if (login.state === 'collected') return refuse('LOGIN_USED')
  if (login.state === 'refused') return ok({ state: 'refused' })
  if (now >= login.expiresAt) return ok({ state: 'expired' })
  const person = login.personId === null ? undefined : await changes.find('people', login.personId)
  if (login.state === 'approved') return beginSession(deps, login, person, call)
  return login.state === 'scanned'
    ? ok({ state: 'scanned', maskedName: person?.maskedName ?? null })
    : ok({ state: 'waiting' })
}

async function beginSession(
  { protection, randomness }: CollectLoginDeps,
  login: DesktopLogin,
  person: Person | undefined,
  { changes, now }: Call,
): Promise<Answer> {
  // A role that ended since the phone approved takes the session with it before it begins.
  if (!person || !(await holdsRole(changes, person))) return refuse('LOGIN_NO_ROLE')
  const token = randomness.id()
  const sessionId = protection.digest('token', token)
  changes.insert('sessions', {
    _id: sessionId,
    personId: person._id,
    device: login.device,
    maskedAddress: login.maskedAddress,
    startedAt: now,
    usedAt: now,
    endedAt: null,
  })
  const sessionIds = [...(await liveSessions(changes, person, now)), sessionId]
  changes.update('people', { ...person, sessionIds })
  changes.update('logins', { ...login, state: 'collected' })
  return ok({ state: 'approved', token })
}

async function holdsRole(changes: Changes, { roles }: Person): Promise<boolean> {
  for (const { grantId } of roles) {
    const grant = await changes.find('grants', grantId)
    if (grant && isActive(grant)) return true
  }
  return false
}

/** Sessions that ran out by themselves leave the person's list when the next one begins. */
async function liveSessions(changes: Changes, { sessionIds }: Person, now: number): Promise<string[]> {
  const live: string[] = []
  for (const sessionId of sessionIds) {
    const session = await changes.find('sessions', sessionId)
    if (session && isLive(session, now)) live.push(sessionId)
  }
  return live
}
