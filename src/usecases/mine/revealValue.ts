import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import type { Claim, Person, Place } from '../../domain/people'
import type { Protection } from '../../domain/protection'
import { covers, type Reach } from '../../domain/reach'
import { checkReason } from '../../domain/reason'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import type { Changes } from '../changes'
import { refuse } from '../refuse'

/** What the use case needs from outside. */
export type RevealValueDeps = {
  protection: Pick<Protection, 'open'>
  /** Where a shop belongs. */
  findEntityPlace: (creditCode: string) => Promise<Place | undefined>
}

const FIELD_NAMES = { name: '姓名', phone: '手机号' } as const

/**
 * A look at a name or a phone number that lists show masked. The reason and the look are in the log, which is why it is
 * a change. A person is within reach by a role at a place within reach.
 */
export async function revealValue(
  { protection, findEntityPlace }: RevealValueDeps,
  { kind, id, field, reason }: Request<'people', 'value.reveal'>,
  { reach, changes }: Call,
): Promise<Result<Response<'people', 'value.reveal'>, CallError>> {
  changes.note({ subject: id })
  const checked = checkReason(reason)
  if (!checked.ok) return refuse(checked.error.code)
  changes.note({ reason: `${FIELD_NAMES[field]}：${checked.value}` })
  const found =
    kind === 'claim'
      ? await findClaim(changes, reach, id)
      : await findPerson(changes, reach, id, findEntityPlace)
  if (!found) return refuse('NOT_FOUND')
  if ('creditCode' in found) changes.note({ creditCode: found.creditCode })
  const value =
    field === 'name'
      ? found.name && protection.open('name', found.name)
      : found.phone && protection.open('phone', found.phone)
  return value === null ? refuse('NOT_FOUND') : ok({ value })
}

async function findClaim(changes: Changes, reach: Reach, id: string): Promise<Claim | undefined> {
  const claim = await changes.find('claims', id)
  return claim && covers(reach, claim) ? claim : undefined
}

async function findPerson(
  changes: Changes,
  reach: Reach,
  id: string,
  findEntityPlace: RevealValueDeps['findEntityPlace'],
): Promise<Person | undefined> {
  const person = await changes.find('people', id)
  if (!person || reach.all) return person
  for (const { grantId } of person.roles) {
    const grant = await changes.find('grants', grantId)
    const place = grant && (grant.creditCode === null ? grant : await findEntityPlace(grant.creditCode))
    if (place && covers(reach, place)) return person
  }
  return undefined
}
