import type { CallError } from '../../contracts/errors'
import type { Response } from '../../contracts/functions'
import type { Claim, Grant, Upload } from '../../domain/people'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import type { Changes, Kept, KeptKind } from '../changes'
import { closeClaim } from '../claims/closeClaim'
import { endSessions } from '../roles/endSessions'
import type { FindAbout } from './aboutPerson'
import { type EndOwnRoleDeps, endOwnRole } from './endOwnRole'
import { claimKeptUntil, type KeptOf, lastOf, lastOfRuled, RETENTION_OF_CLAIM } from './keptOf'

/** What the use case needs from outside. */
export type DeleteMeDeps = EndOwnRoleDeps & { findAbout: FindAbout }

/**
 * Somebody leaves for good: every role and session ends, what no law holds is deleted, and the answer says what is kept
 * all the same, and until when. Refused to the last officer of the city office, without whom nobody could let anyone in.
 */
export async function deleteMe(
  deps: DeleteMeDeps,
  { actor: { personId }, changes, now }: Call,
): Promise<Result<Response<'people', 'me.delete'>, CallError>> {
  changes.note({ subject: personId })
  const ended = await endEverything(changes, deps, personId, now)
  if (!ended.ok) return ended
  const grants = await findAll(changes, 'grants', await deps.findAbout('grants', personId))
  const claims = await findAll(changes, 'claims', await deps.findAbout('claims', personId))
  const thrownAway = await deleteUndecided(changes, deps, claims, now)
  for (const { _id } of await deps.findAbout('notices', personId))
    if (await changes.find('notices', _id)) changes.remove('notices', _id)
  const cases = await findAll(changes, 'cases', await deps.findAbout('cases', personId))
  for (const found of cases)
    if (found.filedBy === personId) changes.update('cases', { ...found, contact: null, maskedContact: null })
  const names = await deleteDetails(changes, personId, grants)
  return ok({
    kept: [
      ...names,
      ...lastOfRuled('grants', grants),
      ...claimsLeft(claims, grants),
      ...lastOfRuled('uploads', [...thrownAway, ...(await deps.findAbout('uploads', personId))]),
      ...lastOfRuled('consents', await deps.findAbout('consents', personId)),
      ...lastOfRuled('cases', cases),
      ...lastOfRuled('invitations', await deps.findAbout('invitations', personId)),
      ...lastOfRuled('claimCodes', await deps.findAbout('claimCodes', personId)),
      ...lastOfRuled('sessions', await deps.findAbout('sessions', personId)),
      // This deletion itself has its line.
      ...lastOf('auditLines', [null]),
    ],
  })
}

async function endEverything(
  changes: Changes,
  deps: EndOwnRoleDeps,
  personId: string,
  now: number,
): Promise<Result<void, CallError>> {
  await endSessions(changes, personId, now)
  for (;;) {
    // Read again each time: an owner's own role as a manager ends with the owner's.
    const [role] = (await changes.find('people', personId))?.roles ?? []
    if (!role) return ok(undefined)
    const grant = await changes.find('grants', role.grantId)
    if (!grant) throw new Error('a person has a role that is not there')
    const ended = await endOwnRole(changes, deps, grant, now)
    if (!ended.ok) return ended
  }
}

/** As they stand in this transaction. */
async function findAll<K extends KeptKind>(
  changes: Changes,
  kind: K,
  found: readonly Kept[K][],
): Promise<Kept[K][]> {
  const documents: Kept[K][] = []
  for (const { _id } of found) {
    const document = await changes.find(kind, _id)
    if (document) documents.push(document)
  }
  return documents
}

/** Claims that nobody has decided. Returns their pictures, which the job of the night throws away. */
async function deleteUndecided(
  changes: Changes,
  { randomness }: EndOwnRoleDeps,
  claims: readonly Claim[],
  now: number,
): Promise<Upload[]> {
  const thrownAway: Upload[] = []
  for (const claim of claims) {
    if (claim.state !== 'submitted' && claim.state !== 'withdrawn') continue
    if (claim.state === 'submitted') await closeClaim(changes, claim, { state: 'withdrawn' })
    changes.remove('claims', claim._id)
    const { personId, evidence: fileId } = claim
    const upload = { _id: randomness.id(), personId, fileId, preparedAt: now, claimId: null }
    changes.insert('uploads', upload)
    thrownAway.push(upload)
  }
  return thrownAway
}

/** Name of those who held a role: the log says what was done in it. Everything else goes at once. */
async function deleteDetails(
  changes: Changes,
  personId: string,
  grants: readonly Grant[],
): Promise<KeptOf[]> {
  const person = await changes.find('people', personId)
  if (!person) return []
  if (grants.length === 0) {
    changes.remove('people', personId)
    return []
  }
  const bare = { ...person, phone: null, maskedPhone: null, phoneDigest: null, pin: null }
  changes.update('people', bare)
  return lastOfRuled('people', [bare])
}

function claimsLeft(claims: readonly Claim[], grants: readonly Grant[]): KeptOf[] {
  return (['confirmed', 'refused'] as const).flatMap((state) =>
    lastOf(
      RETENTION_OF_CLAIM[state],
      claims.filter((claim) => claim.state === state).map((claim) => claimKeptUntil(claim, grants)),
    ),
  )
}
