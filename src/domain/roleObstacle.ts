import type { ErrorCode } from '../contracts/errors'
import { excludesEachOther, type Role } from '../contracts/roles'
import type { Person, Place, Roster } from './people'
import { isPlaceOf } from './reach'

/** A role that is to be given to a person at a place. */
export type RoleToGive = { personId: string; role: Role; place: Place }

/**
 * What stands in the way of giving somebody a role; undefined: nothing. The roster is that of the place. `isHandOver`:
 * the shop's owner ends with it, so that an owner other than the person is no obstacle.
 */
export function roleObstacle(
  { personId, role, place }: RoleToGive,
  held: Person['roles'],
  roster: Roster | undefined,
  isHandOver = false,
): ErrorCode | undefined {
  const holders = roster?.holders ?? []
  if (!isPlaceOf(role, place)) return 'ROLE_PLACE_INVALID'
  if (held.some((one) => excludesEachOther(one.role, role))) return 'ROLE_EXCLUDED'
  if (holders.some((holder) => holder.personId === personId && holder.role === role))
    return 'ROLE_ALREADY_HELD'
  const hasOwner = role === 'merchantOwner' && holders.some((holder) => holder.role === role)
  return hasOwner && !isHandOver ? 'ROLE_SHOP_HAS_OWNER' : undefined
}
