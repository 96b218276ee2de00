import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { refuse } from '../refuse'

/** A person has read what they were told; it is not shown again. */
export async function seeNotices(
  { ids }: Request<'people', 'notice.see'>,
  { actor, changes, now }: Call,
): Promise<Result<Response<'people', 'notice.see'>, CallError>> {
  for (const id of ids) {
    const notice = await changes.find('notices', id)
    if (notice?.personId !== actor.personId) return refuse('NOT_FOUND')
    if (notice.seenAt === null) changes.update('notices', { ...notice, seenAt: now })
  }
  return ok({ done: true })
}
