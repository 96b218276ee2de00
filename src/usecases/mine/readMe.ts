import type { CallError } from '../../contracts/errors'
import type { Response } from '../../contracts/functions'
import { type Claim, type Grant, isLive, type Notice, type Person, type Session } from '../../domain/people'
import type { Protection } from '../../domain/protection'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { ownClaimView } from '../claims/claimViews'
import { type FindEntityNames, grantViews } from '../roles/grantViews'

/** What the use case needs from outside. */
export type ReadMeDeps = {
  protection: Pick<Protection, 'open'>
  findEntityNames: FindEntityNames
  findPerson: (personId: string) => Promise<Person | undefined>
  /** That are not ended. */
  findRoles: (personId: string) => Promise<Grant[]>
  /** Begun so late that they may still live, newest first. */
  findSessions: (personId: string, now: number) => Promise<Session[]>
  /** The last ten, newest first. */
  findLastClaims: (personId: string) => Promise<Claim[]>
  /** Not seen yet, newest first. */
  findUnseenNotices: (personId: string) => Promise<Notice[]>
}

/** What a person sees of themselves: roles, desktops, claims, notices. */
export async function readMe(
  deps: ReadMeDeps,
  { actor: { personId }, now, sessionId }: Pick<Call, 'actor' | 'now' | 'sessionId'>,
): Promise<Result<Response<'people', 'me.read'>, CallError>> {
  const [person, roles, sessions, claims, notices] = await Promise.all([
    deps.findPerson(personId),
    deps.findRoles(personId),
    deps.findSessions(personId, now),
    deps.findLastClaims(personId),
    deps.findUnseenNotices(personId),
  ])
  const lockedUntil = person?.pin?.lockedUntil ?? null
  return ok({
    name: person?.name ? deps.protection.open('name', person.name) : null,
    maskedPhone: person?.maskedPhone ?? null,
    hasPin: Boolean(person?.pin),
    pinLockedUntil: lockedUntil !== null && lockedUntil > now ? lockedUntil : null,
    grants: await grantViews(deps.findEntityNames, roles),
    sessions: sessions
      .filter((session) => isLive(session, now))
      .map(({ _id, device, maskedAddress, startedAt, usedAt }) => ({
        id: _id,
        device,
        maskedAddress,
        startedAt,
        usedAt,
        isCurrent: _id === sessionId,
      })),
    claims: claims.map(ownClaimView),
    notices: notices.map(({ _id, at, kind, creditCode, entityName, reason }) => ({
      id: _id,
      at,
      kind,
      creditCode,
      entityName,
      reason,
    })),
  })
}
