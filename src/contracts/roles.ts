/** Roles that a person can hold; a citizen holds none. */
export const ROLES = [
  'merchantOwner',
  'merchantManager',
  'unitClerk',
  'unitLead',
  'departmentOfficer',
  'cityOfficer',
  'auditor',
] as const
/** One of them. */
export type Role = (typeof ROLES)[number]

/** How far a right reaches: the shops, the unit or the department that the role was given for, or everything. */
export type Scope = 'ownEntity' | 'ownUnit' | 'ownDepartment' | 'all'

/** Which field of a role's place a scope compares; a role carries exactly one of them, or none. */
export const PLACE_OF_ROLE = {
  merchantOwner: 'creditCode',
  merchantManager: 'creditCode',
  unitClerk: 'unit',
  unitLead: 'unit',
  departmentOfficer: 'department',
  cityOfficer: null,
  auditor: null,
} as const satisfies Record<Role, 'creditCode' | 'unit' | 'department' | null>

type Rights = Partial<Record<Role, Scope>>

/**
 * THE role table: function.action -> role -> how far. What is not in it is refused. Only actions whose audience is
 * `role` stand here, and each of them must: `functions.ts` does not compile without.
 */
export const RIGHTS = {
  'people.entity.list': {
    unitClerk: 'ownUnit',
    unitLead: 'ownUnit',
    departmentOfficer: 'ownDepartment',
    cityOfficer: 'all',
  },
  'people.invitation.make': { merchantOwner: 'ownEntity', unitLead: 'ownUnit', cityOfficer: 'all' },
  'people.invitation.list': { merchantOwner: 'ownEntity', unitLead: 'ownUnit', cityOfficer: 'all' },
  'people.invitation.cancel': { merchantOwner: 'ownEntity', unitLead: 'ownUnit', cityOfficer: 'all' },
  'people.grant.list': { merchantOwner: 'ownEntity', unitLead: 'ownUnit', cityOfficer: 'all' },
  'people.grant.end': { merchantOwner: 'ownEntity', unitLead: 'ownUnit', cityOfficer: 'all' },
  'people.grant.suspend': { unitLead: 'ownUnit', cityOfficer: 'all' },
  'people.grant.resume': { unitLead: 'ownUnit', cityOfficer: 'all' },
  'people.claim.list': { unitClerk: 'ownUnit', unitLead: 'ownUnit', cityOfficer: 'all' },
  'people.claim.read': { unitClerk: 'ownUnit', unitLead: 'ownUnit', cityOfficer: 'all' },
  'people.claim.evidence': { unitClerk: 'ownUnit', unitLead: 'ownUnit', cityOfficer: 'all' },
  'people.claim.decide': { unitClerk: 'ownUnit', unitLead: 'ownUnit', cityOfficer: 'all' },
  'people.claimCode.make': { unitClerk: 'ownUnit', unitLead: 'ownUnit', cityOfficer: 'all' },
  'people.value.reveal': { unitClerk: 'ownUnit', unitLead: 'ownUnit', cityOfficer: 'all' },
  'intake.file.prepare': { departmentOfficer: 'ownDepartment', cityOfficer: 'all' },
  'intake.file.begin': { departmentOfficer: 'ownDepartment', cityOfficer: 'all' },
  'intake.file.list': { departmentOfficer: 'ownDepartment', cityOfficer: 'all' },
  'intake.file.read': { departmentOfficer: 'ownDepartment', cityOfficer: 'all' },
  'intake.file.progress': { departmentOfficer: 'ownDepartment', cityOfficer: 'all' },
  'intake.file.confirm': { departmentOfficer: 'ownDepartment', cityOfficer: 'all' },
  'intake.file.cancel': { departmentOfficer: 'ownDepartment', cityOfficer: 'all' },
  'intake.file.result': { departmentOfficer: 'ownDepartment', cityOfficer: 'all' },
  'intake.held.list': { departmentOfficer: 'ownDepartment', cityOfficer: 'all' },
  'intake.held.count': { departmentOfficer: 'ownDepartment', cityOfficer: 'all' },
  'intake.held.decide': { departmentOfficer: 'ownDepartment', cityOfficer: 'all' },
  'intake.record.withdraw': { departmentOfficer: 'ownDepartment', cityOfficer: 'all' },
  'intake.withdrawal.due': { departmentOfficer: 'ownDepartment', cityOfficer: 'all' },
  'cases.record.list': {
    merchantOwner: 'ownEntity',
    merchantManager: 'ownEntity',
    departmentOfficer: 'ownDepartment',
    cityOfficer: 'all',
  },
  'cases.record.tier': { departmentOfficer: 'ownDepartment', cityOfficer: 'all' },
  'cases.record.confirmTier': { departmentOfficer: 'ownDepartment', cityOfficer: 'all' },
  'cases.record.suspend': { departmentOfficer: 'ownDepartment', cityOfficer: 'all' },
  'cases.record.resume': { departmentOfficer: 'ownDepartment', cityOfficer: 'all' },
  'cases.objection.file': { merchantOwner: 'ownEntity', merchantManager: 'ownEntity' },
  'cases.repair.file': { merchantOwner: 'ownEntity', merchantManager: 'ownEntity' },
  'cases.clarification.file': { merchantOwner: 'ownEntity', merchantManager: 'ownEntity' },
  'cases.case.list': {
    merchantOwner: 'ownEntity',
    merchantManager: 'ownEntity',
    unitClerk: 'ownUnit',
    unitLead: 'ownUnit',
    departmentOfficer: 'ownDepartment',
    cityOfficer: 'all',
  },
  'cases.case.read': {
    merchantOwner: 'ownEntity',
    merchantManager: 'ownEntity',
    unitClerk: 'ownUnit',
    unitLead: 'ownUnit',
    departmentOfficer: 'ownDepartment',
    cityOfficer: 'all',
  },
  'cases.case.proof': {
    unitClerk: 'ownUnit',
    unitLead: 'ownUnit',
    departmentOfficer: 'ownDepartment',
    cityOfficer: 'all',
  },
  'cases.case.contact': { departmentOfficer: 'ownDepartment', cityOfficer: 'all' },
  'cases.case.takeBack': { merchantOwner: 'ownEntity', merchantManager: 'ownEntity' },
  'cases.case.decide': {
    unitClerk: 'ownUnit',
    unitLead: 'ownUnit',
    departmentOfficer: 'ownDepartment',
    cityOfficer: 'all',
  },
  'document.report.make': { merchantOwner: 'ownEntity', merchantManager: 'ownEntity' },
  'document.data.read': { merchantOwner: 'ownEntity', merchantManager: 'ownEntity' },
  'audit.line.list': { auditor: 'all' },
  'audit.line.read': { auditor: 'all' },
  'audit.line.export': { auditor: 'all' },
} as const satisfies Record<string, Rights>

/** An action that needs a role. */
export type RoleAction = keyof typeof RIGHTS

/** Which roles a holder of a role may give, end and suspend, within the reach of the right. */
export const GIVEN_BY: Record<Role, readonly Role[]> = {
  merchantOwner: ['merchantOwner', 'merchantManager'],
  merchantManager: [],
  unitClerk: [],
  unitLead: ['unitClerk'],
  departmentOfficer: [],
  cityOfficer: [
    'merchantOwner',
    'merchantManager',
    'unitClerk',
    'unitLead',
    'departmentOfficer',
    'cityOfficer',
    'auditor',
  ],
  auditor: [],
}

/** Roles that end each other: who reads the log has no hand in what it is about (GB/T 22239-2019 8.1.4.3). */
export function excludesEachOther(a: Role, b: Role): boolean {
  return (a === 'auditor') !== (b === 'auditor')
}
