import type { Changes } from '../changes'

/** Ends every session that a person has begun. */
export async function endSessions(changes: Changes, personId: string, now: number): Promise<void> {
  const person = await changes.find('people', personId)
  if (!person || person.sessionIds.length === 0) return
  for (const sessionId of person.sessionIds) {
    const session = await changes.find('sessions', sessionId)
    if (session && session.endedAt === null) changes.update('sessions', { ...session, endedAt: now })
  }
  changes.update('people', { ...person, sessionIds: [] })
}
