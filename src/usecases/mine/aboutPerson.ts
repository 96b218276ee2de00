import type { KeptOfPeople } from '../changes'

/** Collections whose documents are about one person; the roster goes with the roles. */
export type AboutKind = Exclude<keyof KeptOfPeople, 'people' | 'rosters'>

/** The fields that name whom a document is about; an index begins with each. */
export const NAMING_FIELDS = {
  grants: ['personId'],
  claims: ['personId'],
  uploads: ['personId'],
  consents: ['personId'],
  invitations: ['invitedBy', 'settledBy'],
  claimCodes: ['madeBy', 'usedBy'],
  sessions: ['personId'],
  logins: ['personId'],
  notices: ['personId'],
  cases: ['filedBy', 'closedBy'],
} as const satisfies { [K in AboutKind]: readonly (keyof KeptOfPeople[K] & string)[] }

/** The collections, in the order in which a person reads of them. */
export const ABOUT_KINDS = Object.keys(NAMING_FIELDS) as AboutKind[]

/** Everything that is kept about a person outside of their own document. */
export type AboutPerson = { [K in AboutKind]: KeptOfPeople[K][] }

/** All documents of a collection that are about a person, however many. */
export type FindAbout = <K extends AboutKind>(kind: K, personId: string) => Promise<KeptOfPeople[K][]>
