import type { RoleAction } from '../../contracts/roles'
import { giverOf } from '../../domain/giving'
import type { Grant } from '../../domain/people'
import type { Call } from '../call'

/** A person's roles, not ended, that the caller may suspend and resume; none for somebody who is not there. */
export async function rolesOfPerson(
  { actor, changes }: Call,
  action: RoleAction,
  personId: string,
): Promise<Grant[]> {
  const person = await changes.find('people', personId)
  const within: Grant[] = []
  // Somebody who is not there takes as long as somebody with one role elsewhere.
  for (const { grantId } of person?.roles ?? [{ grantId: personId }]) {
    const grant = await changes.find('grants', grantId)
    if (grant && giverOf(actor.allowing, action, grant.role, grant)) within.push(grant)
  }
  return within
}
