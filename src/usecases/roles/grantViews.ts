import type { GrantView } from '../../contracts/people'
import { DEPARTMENTS } from '../../domain/departments'
import type { Grant, Place } from '../../domain/people'
import { UNITS } from '../../domain/units'

/** Names of entities by credit code, of those that are there; one request at most. */
export type FindEntityNames = (creditCodes: readonly string[]) => Promise<ReadonlyMap<string, string>>

/** Roles as lists show them, in the order given. */
export async function grantViews(
  findEntityNames: FindEntityNames,
  grants: readonly Grant[],
): Promise<GrantView[]> {
  const nameOf = await placeNames(findEntityNames, grants)
  return grants.map((grant) => ({
    id: grant._id,
    personId: grant.personId,
    maskedName: grant.maskedName,
    role: grant.role,
    post: grant.post,
    givenAt: grant.givenAt,
    suspendedAt: grant.suspendedAt,
    unit: grant.unit,
    department: grant.department,
    creditCode: grant.creditCode,
    placeName: nameOf(grant),
  }))
}

/** What people call each of the places; null for the whole city and for what has no name any more. */
export async function placeNames(
  findEntityNames: FindEntityNames,
  places: readonly Place[],
): Promise<(place: Place) => string | null> {
  const creditCodes = [...new Set(places.flatMap(({ creditCode }) => creditCode ?? []))]
  const names = creditCodes.length === 0 ? new Map() : await findEntityNames(creditCodes)
  return ({ unit, department, creditCode }) => {
    if (creditCode !== null) return names.get(creditCode) ?? null
    const known = unit === null ? DEPARTMENTS : UNITS
    return known.find(({ key }) => key === (unit ?? department))?.name ?? null
  }
}
