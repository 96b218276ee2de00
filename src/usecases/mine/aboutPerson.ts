import type { Kept, KeptKind } from '../changes'

/** Collections whose documents are about one person; the roster goes with the roles. */
export type AboutKind = Exclude<KeptKind, 'people' | 'rosters'>

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
} as const satisfies { [K in AboutKind]: readonly (keyof Kept[K] & string)[] }

/** All documents of a collection that are about a person, however many. */
export type FindAbout = <K extends AboutKind>(kind: K, personId: string) => Promise<Kept[K][]>
