import { GIVEN_BY, type Role, type RoleAction } from '../contracts/roles'
import type { Grant, Place } from './people'
import { covers, reachOf } from './reach'

/** Whether any of the roles may give, end or suspend this one, wherever it holds. */
export function mayGive(allowing: readonly Pick<Grant, 'role'>[], role: Role): boolean {
  return allowing.some((grant) => GIVEN_BY[grant.role].includes(role))
}

/** The first of the roles by which its holder may, in this action, give, end or suspend a role at a place. */
export function giverOf<Held extends { role: Role } & Place>(
  allowing: readonly Held[],
  action: RoleAction,
  role: Role,
  place: Place,
): Held | undefined {
  return allowing.find(
    (grant) => GIVEN_BY[grant.role].includes(role) && covers(reachOf([grant], action), place),
  )
}
