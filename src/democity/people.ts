import type { Role } from '../contracts/roles'
import {
  type Grant,
  maskName,
  maskPhone,
  type Person,
  type Place,
  type Roster,
  rosterKey,
} from '../domain/people'
import type { Protection } from '../domain/protection'

/** A fictional person, and the roles that they hold. */
export type FictionalPerson = {
  /** The WeChat identity. */
  openId: string
  name: string
  phone: string | null
  /** As `PinHashing` made it; null: none is set yet. */
  pinHash: string | null
  roles: ({ role: Role; post: string | null } & Place)[]
}

/** A row of theirs and where it belongs. */
export type PeopleRow =
  | { collection: 'people'; row: Person }
  | { collection: 'grants'; row: Grant }
  | { collection: 'rosters'; row: Roster }

/** A role that holds nowhere in particular; the others name their place over it. */
export const NOWHERE_IN_PARTICULAR: Place = { unit: null, department: null, creditCode: null }

/** The rows of people who have held their roles since `since` (epoch milliseconds). */
export function peopleRows(
  people: readonly FictionalPerson[],
  protection: Protection,
  since: number,
): PeopleRow[] {
  const held = people.map((person) => holding(person, protection, since))
  const grants = held.flatMap((each) => each.grants)
  return [
    ...held.map(({ person }): PeopleRow => ({ collection: 'people', row: person })),
    ...grants.map((row): PeopleRow => ({ collection: 'grants', row })),
    ...rostersOf(grants).map((row): PeopleRow => ({ collection: 'rosters', row })),
  ]
}

function holding(
  { openId, name, phone, pinHash, roles }: FictionalPerson,
  protection: Protection,
  since: number,
): { person: Person; grants: Grant[] } {
  const personId = protection.digest('person', openId)
  const maskedName = maskName(name)
  const grants = roles.map((role, index): Grant => {
    return {
      _id: protection.digest('token', `${openId} ${index}`),
      personId,
      maskedName,
      ...role,
      givenAt: since,
      givenBy: 'command',
      suspendedAt: null,
      endedAt: null,
      endedBy: null,
      endReason: null,
      changesMade: 0,
    }
  })
  const person: Person = {
    _id: personId,
    name: protection.seal('name', name),
    maskedName,
    phone: phone === null ? null : protection.seal('phone', phone),
    maskedPhone: phone && maskPhone(phone),
    phoneDigest: phone && protection.digest('phone', phone),
    pin: pinHash === null ? null : { hash: pinHash, failures: 0, lockedUntil: null },
    roles: grants.map(({ _id, role }) => ({ grantId: _id, role })),
    sessionIds: [],
    rolelessSince: grants.length === 0 ? since : null,
    createdAt: since,
  }
  return { person, grants }
}

function rostersOf(grants: readonly Grant[]): Roster[] {
  const rosters = new Map<string, Roster>()
  for (const { _id: grantId, personId, role, ...place } of grants) {
    const key = rosterKey(place)
    const roster = rosters.get(key) ?? { _id: key, holders: [], claims: [] }
    rosters.set(key, { ...roster, holders: [...roster.holders, { grantId, personId, role }] })
  }
  return [...rosters.values()]
}
