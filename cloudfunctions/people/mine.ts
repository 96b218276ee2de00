import { findEntityNames, findEntityPlace } from '../../src/cloudbase/entities'
import type { Handlers } from '../../src/cloudbase/functionShell'
import { findKept } from '../../src/cloudbase/kept'
import {
  countAuditLines,
  findAbout,
  findLastClaims,
  findLateSessions,
  findRoles,
  findUnseenNotices,
} from '../../src/cloudbase/mine'
import type { AboutKind } from '../../src/usecases/mine/aboutPerson'
import { deleteMe } from '../../src/usecases/mine/deleteMe'
import { exportMe } from '../../src/usecases/mine/exportMe'
import { leaveRole } from '../../src/usecases/mine/leaveRole'
import { readMe } from '../../src/usecases/mine/readMe'
import { revealValue } from '../../src/usecases/mine/revealValue'
import { seeNotices } from '../../src/usecases/mine/seeNotices'
import { database, protection, randomness } from './shared'

const deps = {
  protection,
  randomness,
  findPerson: (id: string) => findKept(database, 'people', id),
  findRoles: findRoles.bind(null, database),
  findSessions: findLateSessions.bind(null, database),
  findLastClaims: findLastClaims.bind(null, database),
  findUnseenNotices: findUnseenNotices.bind(null, database),
  findEntityNames: findEntityNames.bind(null, database),
  findEntityPlace: findEntityPlace.bind(null, database),
  findAbout: <K extends AboutKind>(kind: K, personId: string) => findAbout(database, kind, personId),
  countAuditLines: countAuditLines.bind(null, database),
}

/** What people see, take away and delete of themselves, and a look at what is sealed. */
export const mine = {
  'me.read': (_input, call) => readMe(deps, call),
  'me.export': (_input, call) => exportMe(deps, call),
  'me.delete': (_input, call) => deleteMe(deps, call),
  'notice.see': (input, call) => seeNotices(input, call),
  'grant.leave': (input, call) => leaveRole(deps, input, call),
  'value.reveal': (input, call) => revealValue(deps, input, call),
} satisfies Partial<Handlers<'people'>>
