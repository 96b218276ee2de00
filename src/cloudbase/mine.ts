import { type Claim, type Grant, type Notice, SESSION_MS, type Session } from '../domain/people'
import type { Kept } from '../usecases/changes'
import { type AboutKind, NAMING_FIELDS } from '../usecases/mine/aboutPerson'
import type { Database } from './database'

const PAGE_ROWS = 1000
const LAST_CLAIMS = 10
const NOTICES_SHOWN = 50

/** A person's roles that are not ended; one request. */
export async function findRoles(database: Database, personId: string): Promise<Grant[]> {
  const { data } = await database
    .collection('grants')
    .where({ personId, endedAt: null })
    .limit(PAGE_ROWS)
    .get()
  return data as Grant[]
}

/** A person's sessions that began so late that they may still live, newest first; one request. */
export async function findLateSessions(
  database: Database,
  personId: string,
  now: number,
): Promise<Session[]> {
  const { data } = await database
    .collection('sessions')
    .where({ personId, startedAt: database.command.gt(now - SESSION_MS) })
    .orderBy('startedAt', 'desc')
    .limit(PAGE_ROWS)
    .get()
  return data as Session[]
}

/** A person's last ten claims, newest first; one request. */
export async function findLastClaims(database: Database, personId: string): Promise<Claim[]> {
  const { data } = await database
    .collection('claims')
    .where({ personId })
    .orderBy('submittedAt', 'desc')
    .limit(LAST_CLAIMS)
    .get()
  return data as Claim[]
}

/** The last fifty of a person's notices that were not seen yet, newest first; one request. */
export async function findUnseenNotices(database: Database, personId: string): Promise<Notice[]> {
  const { data } = await database
    .collection('notices')
    .where({ personId, seenAt: null })
    .orderBy('at', 'desc')
    .limit(NOTICES_SHOWN)
    .get()
  return data as Notice[]
}

/** All documents of a collection that are about a person; one request a thousand. */
export async function findAbout<K extends AboutKind>(
  database: Database,
  kind: K,
  personId: string,
): Promise<Kept[K][]> {
  const found = new Map<string, Kept[K]>()
  for (const field of NAMING_FIELDS[kind]) {
    for (let after = '', isLast = false; !isLast; ) {
      const { data } = await database
        .collection(kind)
        .where({ [field]: personId, _id: database.command.gt(after) })
        .orderBy('_id', 'asc')
        .limit(PAGE_ROWS)
        .get()
      const page = data as Kept[K][]
      for (const document of page) found.set(document._id, document)
      isLast = page.length < PAGE_ROWS
      after = page.at(-1)?._id ?? after
    }
  }
  return [...found.values()]
}

/** How many lines the audit log has of what a person did. */
export async function countAuditLines(database: Database, personId: string): Promise<number> {
  const { total } = await database.collection('auditLines').where({ personId }).count()
  return total ?? 0
}
