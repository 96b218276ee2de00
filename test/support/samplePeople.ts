import { openProtection } from '../../src/cloudbase/protection'
import {
  type FictionalPerson,
  NOWHERE_IN_PARTICULAR,
  type PeopleRow,
  peopleRows,
} from '../../src/democity/people'
import type { WechatIdentity } from '../../src/localcloud/functions/identity'
import type { Store } from '../../src/localcloud/store/store'
import type { Document } from '../../src/localcloud/store/values'
import { SHOP } from './sampleCity'
import { COMPANY } from './sampleCompany'
import { SAMPLE_KEYS } from './sampleKeys'

/** One person of each role, all fictional, with the people of another unit beside them. */

/** The PIN of everybody who has a role in the sample city. */
export const SAMPLE_PIN = '428613'

const { protection, pinHashing } = openProtection(SAMPLE_KEYS)

const SINCE = Date.parse('2026-03-02T09:00:00+08:00')
const inShop = { ...NOWHERE_IN_PARTICULAR, creditCode: SHOP._id, post: null }
const inCompany = { ...NOWHERE_IN_PARTICULAR, creditCode: COMPANY._id, post: null }
const inAihui = { ...NOWHERE_IN_PARTICULAR, unit: 'aihui', post: '登记窗口' }
const inBeian = { ...NOWHERE_IN_PARTICULAR, unit: 'beian', post: null }
const inCity = { ...NOWHERE_IN_PARTICULAR, post: null }

/** Who holds what. Who is not in here (`o-citizen`, `o-newcomer`) has no document and no role. */
const PEOPLE = {
  owner: { name: '宋知远', roles: [{ role: 'merchantOwner', ...inShop }] },
  manager: { name: '叶青禾', roles: [{ role: 'merchantManager', ...inShop }] },
  otherOwner: { name: '林远航', roles: [{ role: 'merchantOwner', ...inCompany }] },
  clerk: { name: '乔望舒', roles: [{ role: 'unitClerk', ...inAihui }] },
  secondClerk: { name: '顾南星', roles: [{ role: 'unitClerk', ...inAihui }] },
  lead: { name: '陆怀瑾', roles: [{ role: 'unitLead', ...inAihui }] },
  otherClerk: { name: '温如故', roles: [{ role: 'unitClerk', ...inBeian }] },
  otherLead: { name: '沈听澜', roles: [{ role: 'unitLead', ...inBeian }] },
  departmentOfficer: {
    name: '白景行',
    roles: [
      { role: 'departmentOfficer', ...NOWHERE_IN_PARTICULAR, department: 'marketRegulation', post: null },
    ],
  },
  cityOfficer: { name: '江望北', roles: [{ role: 'cityOfficer', ...inCity }] },
  secondOfficer: { name: '方晓岚', roles: [{ role: 'cityOfficer', ...inCity }] },
  auditor: { name: '严守一', roles: [{ role: 'auditor', ...inCity }] },
} satisfies Record<string, Pick<FictionalPerson, 'name' | 'roles'>>

/** Somebody of the sample city. */
export type SampleName = keyof typeof PEOPLE | 'citizen' | 'newcomer'

/** What the person's document is keyed by. */
export function samplePersonId(name: SampleName): string {
  return protection.digest('person', sampleIdentity(name).openId)
}

/** The person's only role. */
export function sampleGrantId(name: keyof typeof PEOPLE): string {
  return protection.digest('token', `${sampleIdentity(name).openId} 0`)
}

/** The person as WeChat knows them. */
export function sampleIdentity(name: SampleName): WechatIdentity {
  return { openId: `o-${name}` }
}

/** Everybody, by name: what an HTTP caller may choose from. */
export const SAMPLE_IDENTITIES: Record<string, WechatIdentity> = Object.fromEntries(
  [...(Object.keys(PEOPLE) as SampleName[]), 'citizen' as const, 'newcomer' as const].map((name) => [
    name,
    sampleIdentity(name),
  ]),
)

/** A hash takes a tenth of a second on purpose; the cities of one test file share it, as they share the PIN. */
let samplePinHash: Promise<string> | undefined

/** Writes them into a store that has none. */
export async function writeSamplePeople(store: Store): Promise<void> {
  samplePinHash ??= pinHashing.hash(SAMPLE_PIN)
  const pinHash = await samplePinHash
  const people = Object.entries(PEOPLE).map(([name, person]): FictionalPerson => {
    return { openId: sampleIdentity(name as SampleName).openId, phone: null, pinHash, ...person }
  })
  const rows: PeopleRow[] = peopleRows(people, protection, SINCE)
  store.write(() => {
    for (const { collection, row } of rows)
      store.collection(collection).insert(row as Document, JSON.stringify(row))
  })
}
