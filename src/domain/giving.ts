import { GIVEN_BY, type Role, type RoleAction } from '../contracts/roles'
import type { Grant, Place } from './people'
import { covers, reachOf } from './reach'

/** Whether any of the roles may give, end or suspend this one, wherever it holds. */
export function mayGive(allowing: readonly Grant[], role: Role): boolean {
  return allowing.some((grant) => GIVEN_BY[grant.role].includes(role))
}

/** The first of the roles by which its holder may, in this action, give, end or suspend a role at a place. */
export function giverOf(
  allowing: readonly Grant[],
  action: RoleAction,
  role: Role,
  place: Place,
): Grant | undefined {
  return allowing.find(
    (grant) => GIVEN_BY[grant.role].includes(role) && covers(reachOf([grant], action), place),
  )
}
