import type { CallError } from '../../contracts/errors'
import type { Role } from '../../contracts/roles'
import { type Grant, type Place, rosterKey } from '../../domain/people'
import type { Randomness } from '../../domain/protection'
import { ok, type Result } from '../../domain/result'
import { roleObstacle } from '../../domain/roleObstacle'
import type { Changes } from '../changes'
import { refuse } from '../refuse'

/** A role to be given. */
export type NewRole = {
  /** Their document is there (`findOrMakePerson`), with the name that the role shall show. */
  personId: string
  role: Role
  post: string | null
  place: Place
  /** Id of the person whose right it comes from; `command` for the first officer. */
  givenBy: string
  now: number
}

/**
 * THE one way in which a role begins: the grant, the roster of its place and the person's own list, in one transaction.
 * A shop has one owner; who takes it over ends the old one first (`endRole`).
 */
export async function giveRole(
  changes: Changes,
  randomness: Pick<Randomness, 'id'>,
  { personId, role, post, place, givenBy, now }: NewRole,
): Promise<Result<Grant, CallError>> {
  const person = await changes.find('people', personId)
  if (!person) throw new Error('a role is given to somebody who has no document')
  const roster = await changes.find('rosters', rosterKey(place))
  const obstacle = roleObstacle({ personId, role, place }, person.roles, roster)
  if (obstacle) return refuse(obstacle)

  const grant: Grant = {
    _id: randomness.id(),
    personId,
    maskedName: person.maskedName,
    role,
    post,
    ...place,
    givenAt: now,
    givenBy,
    suspendedAt: null,
    endedAt: null,
    endedBy: null,
    endReason: null,
    changesMade: 0,
  }
  changes.insert('grants', grant)
  const roles = [...person.roles, { grantId: grant._id, role }]
  changes.update('people', { ...person, roles, rolelessSince: null })
  const holder = { grantId: grant._id, personId, role }
  if (roster) changes.update('rosters', { ...roster, holders: [...roster.holders, holder] })
  else changes.insert('rosters', { _id: rosterKey(place), holders: [holder], claims: [] })
  return ok(grant)
}
