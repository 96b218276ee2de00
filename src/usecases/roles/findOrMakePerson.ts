import type { Person } from '../../domain/people'
import type { Changes } from '../changes'

/** The person who acts, made now if this is the first time that anything is kept of them. */
export async function findOrMakePerson(changes: Changes, personId: string, now: number): Promise<Person> {
  const known = await changes.find('people', personId)
  if (known) return known
  const person: Person = {
    _id: personId,
    name: null,
    maskedName: null,
    phone: null,
    maskedPhone: null,
    phoneDigest: null,
    pin: null,
    roles: [],
    sessionIds: [],
    rolelessSince: now,
    createdAt: now,
  }
  changes.insert('people', person)
  return person
}
