import type { CallError } from '../../contracts/errors'
import { type Grant, isActive, type Notice, type Person, rosterKey } from '../../domain/people'
import type { Randomness } from '../../domain/protection'
import { ok, type Result } from '../../domain/result'
import type { Changes } from '../changes'
import { refuse } from '../refuse'
import { tell } from '../tell'
import { endSessions } from './endSessions'
import { hasOtherOfficer } from './hasOtherOfficer'

/** How a role ends. */
export type Ending = {
  grantId: string
  /** Id of the person who ends it; who ends a role of their own is not told of it. */
  endedBy: string
  reason: string | null
  now: number
  /** What the holder is told. */
  notice: Extract<Notice['kind'], 'roleEnded' | 'shopHandedOver'>
  /** What people call the place (`placeNames`), for the notice. */
  placeName: string | null
}

/**
 * THE one way in which a role ends: grant, roster, the person's own list, sessions with the last role that could be
 * used, a notice. Managers were named by the owner and end with the owner.
 */
export async function endRole(
  changes: Changes,
  randomness: Pick<Randomness, 'id'>,
  ending: Ending,
): Promise<Result<void, CallError>> {
  const grant = await changes.find('grants', ending.grantId)
  if (!grant) return refuse('NOT_FOUND')
  if (grant.endedAt !== null) return refuse('ROLE_ENDED')
  if (grant.role === 'cityOfficer' && !(await hasOtherOfficer(changes, grant)))
    return refuse('ROLE_LAST_OFFICER')

  await endGrant(changes, randomness, grant, ending)
  if (grant.role !== 'merchantOwner') return ok(undefined)
  const roster = await changes.find('rosters', rosterKey(grant))
  for (const { grantId } of roster?.holders ?? []) {
    const manager = await changes.find('grants', grantId)
    if (manager?.role === 'merchantManager') await endGrant(changes, randomness, manager, ending)
  }
  return ok(undefined)
}

async function endGrant(
  changes: Changes,
  randomness: Pick<Randomness, 'id'>,
  grant: Grant,
  { endedBy, reason, now, notice, placeName }: Ending,
): Promise<void> {
  changes.update('grants', { ...grant, endedAt: now, endedBy, endReason: reason })
  await leaveRoster(changes, grant)
  const person = await changes.find('people', grant.personId)
  if (!person) throw new Error('a role is held by somebody who has no document')
  const roles = person.roles.filter(({ grantId }) => grantId !== grant._id)
  changes.update('people', { ...person, roles, rolelessSince: roles.length === 0 ? now : null })
  if (!(await canAct(changes, roles))) await endSessions(changes, person._id, now)
  if (endedBy === grant.personId) return
  tell(changes, randomness, {
    personId: grant.personId,
    at: now,
    kind: notice,
    creditCode: grant.creditCode,
    entityName: placeName,
    reason,
  })
}

async function leaveRoster(changes: Changes, grant: Grant): Promise<void> {
  const roster = await changes.find('rosters', rosterKey(grant))
  const holders = roster?.holders.filter(({ grantId }) => grantId !== grant._id)
  if (!roster || holders?.length !== roster.holders.length - 1) throw new Error('a role stands in no roster')
  if (holders.length === 0 && roster.claims.length === 0) changes.remove('rosters', roster._id)
  else changes.update('rosters', { ...roster, holders })
}

/** Suspended roles keep no session alive. */
async function canAct(changes: Changes, roles: Person['roles']): Promise<boolean> {
  for (const { grantId } of roles) {
    const grant = await changes.find('grants', grantId)
    if (grant && isActive(grant)) return true
  }
  return false
}
