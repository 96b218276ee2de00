import { findStandingConsents } from '../../src/cloudbase/claims'
import { findEntityNames, findEntityPlace, pageOfEntities } from '../../src/cloudbase/entities'
import type { Handlers } from '../../src/cloudbase/functionShell'
import { findGrants, findOwned, pageOfGrants, pageOfInvitations } from '../../src/cloudbase/grants'
import { findKept } from '../../src/cloudbase/kept'
import type { KeptKind } from '../../src/usecases/changes'
import { acceptInvitation } from '../../src/usecases/roles/acceptInvitation'
import { cancelInvitation } from '../../src/usecases/roles/cancelInvitation'
import { endGrant } from '../../src/usecases/roles/endGrant'
import { listEntities } from '../../src/usecases/roles/listEntities'
import { listGrants } from '../../src/usecases/roles/listGrants'
import { listInvitations } from '../../src/usecases/roles/listInvitations'
import { makeInvitation } from '../../src/usecases/roles/makeInvitation'
import { readInvitation } from '../../src/usecases/roles/readInvitation'
import { resumeGrants } from '../../src/usecases/roles/resumeGrants'
import { suspendGrants } from '../../src/usecases/roles/suspendGrants'
import { database, protection, randomness } from './shared'

const deps = {
  protection,
  randomness,
  find: <K extends KeptKind>(kind: K, id: string) => findKept(database, kind, id),
  findEntityNames: findEntityNames.bind(null, database),
  findEntityPlace: findEntityPlace.bind(null, database),
  findGrants: findGrants.bind(null, database),
  findOwned: findOwned.bind(null, database),
  findStandingConsents: findStandingConsents.bind(null, database),
  pageOfEntities: pageOfEntities.bind(null, database),
  pageOfGrants: pageOfGrants.bind(null, database),
  pageOfInvitations: pageOfInvitations.bind(null, database),
}

/** Invitations, roles, and the entities that staff answer for. */
export const roles = {
  'invitation.read': (input, call) => readInvitation(deps, input, call),
  'invitation.accept': (input, call) => acceptInvitation(deps, input, call),
  'invitation.make': (input, call) => makeInvitation(deps, input, call),
  'invitation.list': (input, call) => listInvitations(deps, input, call),
  'invitation.cancel': (input, call) => cancelInvitation(input, call),
  'grant.list': (input, call) => listGrants(deps, input, call),
  'grant.end': (input, call) => endGrant(deps, input, call),
  'grant.suspend': (input, call) => suspendGrants(deps, input, call),
  'grant.resume': (input, call) => resumeGrants(deps, input, call),
  'entity.list': (input, call) => listEntities(deps, input, call),
} satisfies Partial<Handlers<'people'>>
