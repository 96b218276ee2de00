import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import { checkPin } from '../../domain/pin'
import type { PinHashing } from '../../domain/protection'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { refuse } from '../refuse'
import { tryPin } from './tryPin'

/** What it needs. */
export type SetPinDeps = { pinHashing: PinHashing }

/**
 * Sets the PIN, or changes it for somebody who knows the old one. Only on the phone, and only for those whose role has
 * a use for it.
 */
export async function setPin(
  { pinHashing }: SetPinDeps,
  input: Request<'people', 'pin.set'>,
  call: Call,
): Promise<Result<Response<'people', 'pin.set'>, CallError>> {
  const { changes, actor, door } = call
  if (door !== 'wechat') return refuse('WECHAT_NEEDED')
  if (actor.grants.length === 0) return refuse('NOT_ALLOWED')
  const pin = checkPin(input.pin)
  if (!pin.ok) return refuse(pin.error.code)
  const person = await changes.find('people', actor.personId)
  if (!person) throw new Error('a role is held by somebody who has no document')
  changes.note({ subject: person._id })
  if (person.pin !== null) {
    if (input.currentPin === null) return refuse('PIN_WRONG')
    const trial = await tryPin(pinHashing, person, person.pin, input.currentPin, call)
    if (trial.outcome === 'notAPin') return refuse('PIN_INVALID')
    if (trial.outcome !== 'right') return ok(trial)
  }
  const hash = await pinHashing.hash(pin.value)
  changes.update('people', { ...person, pin: { hash, failures: 0, lockedUntil: null } })
  return ok({ outcome: 'set' })
}
