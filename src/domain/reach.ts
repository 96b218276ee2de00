import { PLACE_OF_ROLE, RIGHTS, type Role, type RoleAction, type Scope } from '../contracts/roles'
import type { Grant, Place } from './people'

/** How far a caller's roles let an action reach. Repositories put it into their queries. */
export type Reach =
  | { all: true }
  | { all: false; units: string[]; departments: string[]; creditCodes: string[] }

/** Who acts: a person (`id` is the keyed digest of the WeChat identity) with the roles that allow the action. */
export type Actor = {
  personId: string
  /** Active roles, whatever the action. */
  grants: readonly Grant[]
  /** Those of them that allow this action; empty where the action needs none. */
  allowing: readonly Grant[]
}

/** A reach that covers nothing. */
export const NOWHERE: Reach = { all: false, units: [], departments: [], creditCodes: [] }

/** The grants that the role table lets do something. */
export function grantsAllowing(grants: readonly Grant[], action: RoleAction): Grant[] {
  const rights: Partial<Record<Role, Scope>> = RIGHTS[action]
  return grants.filter(({ role }) => rights[role] !== undefined)
}

/** How far these grants reach together in an action that each of them allows. */
export function reachOf(allowing: readonly ({ role: Role } & Place)[], action: RoleAction): Reach {
  const rights: Partial<Record<Role, Scope>> = RIGHTS[action]
  if (allowing.some(({ role }) => rights[role] === 'all')) return { all: true }
  const places = (scope: Scope, field: keyof Place) =>
    allowing.flatMap((grant) => (rights[grant.role] === scope ? (grant[field] ?? []) : []))
  return {
    all: false,
    units: places('ownUnit', 'unit'),
    departments: places('ownDepartment', 'department'),
    creditCodes: places('ownEntity', 'creditCode'),
  }
}

/** Whether something that belongs to a place is within reach. What belongs nowhere is within the reach of all only. */
export function covers(reach: Reach, place: Partial<Place>): boolean {
  if (reach.all) return true
  const holds = (values: readonly string[], value: string | null | undefined) =>
    value !== null && value !== undefined && values.includes(value)
  return (
    holds(reach.units, place.unit) ||
    holds(reach.departments, place.department) ||
    holds(reach.creditCodes, place.creditCode)
  )
}

/** A place is complete when it names what the role holds for, and nothing else. */
export function isPlaceOf(role: Role, place: Place): boolean {
  const field = PLACE_OF_ROLE[role]
  return (['unit', 'department', 'creditCode'] as const).every(
    (key) => (place[key] !== null) === (key === field),
  )
}
