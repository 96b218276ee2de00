/** What the role table is expected to say of the actions that the sequences use, written down apart from the program. */

export type RoleName =
  | 'merchantOwner'
  | 'merchantManager'
  | 'unitClerk'
  | 'unitLead'
  | 'departmentOfficer'
  | 'cityOfficer'
  | 'auditor'
export type Place = { unit: string | null; department: string | null; creditCode: string | null }
/** Which field of a role's place is compared. */
type How = 'all' | 'unit' | 'department' | 'creditCode'

const people = { merchantOwner: 'creditCode', unitLead: 'unit', cityOfficer: 'all' } as const
const staff = { unitClerk: 'unit', unitLead: 'unit', cityOfficer: 'all' } as const

export const TABLE = {
  invite: people,
  listInvitations: people,
  cancel: people,
  listRoles: people,
  end: people,
  suspend: { unitLead: 'unit', cityOfficer: 'all' },
  resume: { unitLead: 'unit', cityOfficer: 'all' },
  listEntities: { ...staff, departmentOfficer: 'department' },
  listClaims: staff,
  decide: staff,
  makeCode: staff,
} as const satisfies Record<string, Partial<Record<RoleName, How>>> as Record<
  | 'invite'
  | 'listInvitations'
  | 'cancel'
  | 'listRoles'
  | 'end'
  | 'suspend'
  | 'resume'
  | 'listEntities'
  | 'listClaims'
  | 'decide'
  | 'makeCode',
  Partial<Record<RoleName, How>>
>
export type TableAction = keyof typeof TABLE
