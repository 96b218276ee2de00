import { openProtection } from '../cloudbase/protection'
import type { EntityRow } from '../cloudbase/rows'
import type { Role } from '../contracts/roles'
import { type FictionalPerson, NOWHERE_IN_PARTICULAR, peopleRows } from '../democity/people'
import type { Place } from '../domain/people'
import { ROLE_NAMES } from '../domain/peopleWords'
import type { NamedIdentity } from '../localcloud/functions/identity'
import { matching } from '../localcloud/store/find'
import type { Store } from '../localcloud/store/store'
import type { Document } from '../localcloud/store/values'
import { DEMO_KEYS } from './demo'
import { fullestReport } from './fullestReport'

/** The PIN of everybody in the demo; public on purpose. */
export const DEMO_PIN = '135790'

/** Somebody to be in the demo; who has no name has no role and leaves nothing behind. */
type DemoPerson = {
  identity: string
  name: string | null
  role: Role | null
  /** What can be tried as them, for the terminal. */
  can: string
}

const WITHOUT_ROLE: Record<string, string> = {
  citizen: '市民（没有角色）',
  newcomer: '新来的人（没有角色，可以认领店铺、接受邀请）',
}
const openIdOf = (identity: string) => `demo-${identity}`

/** Everybody whom a tester of the demo may be; all fictional. */
export const DEMO_PEOPLE: readonly DemoPerson[] = [
  { identity: 'citizen', name: null, role: null, can: 'anybody who scans; no log-in' },
  { identity: 'newcomer', name: null, role: null, can: 'claims a shop, accepts an invitation' },
  {
    identity: 'owner',
    name: '罗春晓',
    role: 'merchantOwner',
    can: 'owns the shop of the plaque above: names managers, hands it over',
  },
  { identity: 'manager', name: '彭一帆', role: 'merchantManager', can: 'manages the same shop' },
  {
    identity: 'clerk',
    name: '何清越',
    role: 'unitClerk',
    can: 'of the shop’s unit: decides claims, hands out claim codes',
  },
  {
    identity: 'lead',
    name: '曹立群',
    role: 'unitLead',
    can: 'of the same unit: invites its clerks, ends roles',
  },
  {
    identity: 'departmentOfficer',
    name: '段明澈',
    role: 'departmentOfficer',
    can: 'market regulation: sees its trade over all units',
  },
  {
    identity: 'cityOfficer',
    name: '邵同舟',
    role: 'cityOfficer',
    can: 'the city office: sees and invites all',
  },
  { identity: 'auditor', name: '史可鉴', role: 'auditor', can: 'reads the audit log, changes nothing' },
]

/** The same as localcloud offers them. */
export const DEMO_IDENTITIES: Record<string, NamedIdentity> = Object.fromEntries(
  DEMO_PEOPLE.map(({ identity, name, role }) => [
    identity,
    {
      openId: openIdOf(identity),
      label: role === null ? WITHOUT_ROLE[identity] : `${ROLE_NAMES[role]} ${name}`,
    },
  ]),
)

/** Writes the people of the demo into a city that has none yet, also one that was made before there were any. */
export async function seedDemoPeople(store: Store, now: number): Promise<void> {
  const [known] = matching(store.collection('people'), {})
  const shop = fullestReport(store)?._id
  if (known || shop === undefined) return
  const [entity] = matching(store.collection('entities'), { _id: shop })
  if (!entity) throw new Error('a report is of no entity')
  const { unit } = entity.document as unknown as EntityRow
  const { protection, pinHashing } = openProtection(DEMO_KEYS)
  const pinHash = await pinHashing.hash(DEMO_PIN)
  const people = DEMO_PEOPLE.flatMap(({ identity, name, role }): FictionalPerson[] => {
    if (name === null || role === null) return []
    const roles = [{ role, post: null, ...placeOf(role, unit, shop) }]
    return [{ openId: openIdOf(identity), name, phone: null, pinHash, roles }]
  })
  store.write(() => {
    for (const { collection, row } of peopleRows(people, protection, now))
      store.collection(collection).insert(row as Document, JSON.stringify(row))
  })
}

function placeOf(role: Role, unit: string, shop: string): Place {
  switch (role) {
    case 'merchantOwner':
    case 'merchantManager':
      return { ...NOWHERE_IN_PARTICULAR, creditCode: shop }
    case 'unitClerk':
    case 'unitLead':
      return { ...NOWHERE_IN_PARTICULAR, unit }
    case 'departmentOfficer':
      return { ...NOWHERE_IN_PARTICULAR, department: 'marketRegulation' }
    case 'cityOfficer':
    case 'auditor':
      return NOWHERE_IN_PARTICULAR
  }
}
