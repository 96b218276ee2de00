import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import type { Randomness } from '../../domain/protection'
import { checkReason } from '../../domain/reason'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { refuse } from '../refuse'
import { tell } from '../tell'
import { endSessions } from './endSessions'
import { hasOtherOfficer } from './hasOtherOfficer'
import { rolesOfPerson } from './rolesOfPerson'

/**
 * A phone is lost: until it is found nobody acts with it, and no desktop that it let in. The PIN goes too, and is set anew
 * once the roles are resumed; this is also the way for who has forgotten it.
 */
export async function suspendGrants(
  { randomness }: { randomness: Pick<Randomness, 'id'> },
  { personId, reason: typedReason }: Request<'people', 'grant.suspend'>,
  call: Call,
): Promise<Result<Response<'people', 'grant.suspend'>, CallError>> {
  const { changes, now } = call
  const reason = checkReason(typedReason)
  if (!reason.ok) return refuse(reason.error.code)
  const grants = await rolesOfPerson(call, 'people.grant.suspend', personId)
  if (grants.length === 0) return refuse('NOT_FOUND')
  changes.note({ subject: personId, reason: reason.value })
  for (const grant of grants)
    if (grant.role === 'cityOfficer' && !(await hasOtherOfficer(changes, grant)))
      return refuse('ROLE_LAST_OFFICER')

  const acting = grants.filter(({ suspendedAt }) => suspendedAt === null)
  for (const grant of acting) changes.update('grants', { ...grant, suspendedAt: now })
  await endSessions(changes, personId, now)
  const person = await changes.find('people', personId)
  if (person?.pin) changes.update('people', { ...person, pin: null })
  if (acting.length > 0)
    tell(changes, randomness, {
      personId,
      at: now,
      kind: 'rolesSuspended',
      creditCode: null,
      entityName: null,
      reason: reason.value,
    })
  return ok({ count: acting.length })
}
