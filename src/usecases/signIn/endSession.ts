import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { refuse } from '../refuse'

/** A person ends a desktop's session of theirs, from the phone or on the desktop itself. */
export async function endSession(
  { sessionId }: Request<'people', 'session.end'>,
  { changes, actor, now }: Call,
): Promise<Result<Response<'people', 'session.end'>, CallError>> {
  changes.note({ subject: sessionId })
  const session = await changes.find('sessions', sessionId)
  const person = await changes.find('people', actor.personId)
  if (!session || !person || session.personId !== person._id || session.endedAt !== null)
    return refuse('SESSION_UNKNOWN')
  changes.update('sessions', { ...session, endedAt: now })
  changes.update('people', { ...person, sessionIds: person.sessionIds.filter((id) => id !== sessionId) })
  return ok({ done: true })
}
