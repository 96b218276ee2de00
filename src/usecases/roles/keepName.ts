import { maskName, type Person } from '../../domain/people'
import type { Protection } from '../../domain/protection'
import type { Changes } from '../changes'

/** Keeps the checked name that somebody gives of themselves, on the roles that they hold too. */
export async function keepName(
  changes: Changes,
  protection: Pick<Protection, 'seal' | 'open'>,
  person: Person,
  name: string,
): Promise<Person> {
  if (person.name !== null && protection.open('name', person.name) === name) return person
  const maskedName = maskName(name)
  const named = { ...person, name: protection.seal('name', name), maskedName }
  changes.update('people', named)
  for (const { grantId } of person.roles) {
    const grant = await changes.find('grants', grantId)
    if (grant && grant.maskedName !== maskedName) changes.update('grants', { ...grant, maskedName })
  }
  return named
}
