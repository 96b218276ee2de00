import type { CallError } from '../../contracts/errors'
import type { Grant, Roster } from '../../domain/people'
import type { Protection, Randomness } from '../../domain/protection'
import { ok, type Result } from '../../domain/result'
import type { Changes } from '../changes'
import { endRole } from '../roles/endRole'
import { findOrMakePerson } from '../roles/findOrMakePerson'
import { giveRole } from '../roles/giveRole'
import { keepName } from '../roles/keepName'
import type { Claimant } from './claimant'
import type { ClaimableEntity } from './entityFacts'
import { type GiveConsentDeps, giveConsent } from './giveConsent'
import { tellOfDispute } from './tellOfDispute'

/** What a shop's change of hands needs from outside. */
export type TakeOverDeps = GiveConsentDeps & { protection: Protection; randomness: Randomness }

/** A claim that a person has confirmed. */
export type TakeOver = {
  entity: Pick<ClaimableEntity, 'creditCode' | 'name'>
  personId: string
  claimant: Claimant
  /** When the claimant agreed; epoch milliseconds. */
  consentGivenAt: number
  /** Id of the person who confirms. */
  confirmedBy: string
  /** What those read whose roles end. */
  reason: string | null
  now: number
}

/**
 * A shop gets its owner: whoever held a role in it before holds none any more, the consent is recorded, and claims of
 * others that still wait become disputes with the new owner.
 */
export async function takeOverShop(
  changes: Changes,
  deps: TakeOverDeps,
  takeOver: TakeOver,
): Promise<Result<Grant, CallError>> {
  const { protection, randomness } = deps
  const { entity, personId, claimant, confirmedBy, reason, now } = takeOver
  const { creditCode } = entity
  const ended = await endAll(changes, randomness, takeOver)
  if (!ended.ok) return ended

  const named = await keepName(
    changes,
    protection,
    await findOrMakePerson(changes, personId, now),
    protection.open('name', claimant.name),
  )
  const { phone, maskedPhone, phoneDigest } = claimant
  changes.update('people', { ...named, phone, maskedPhone, phoneDigest })
  const place = { unit: null, department: null, creditCode }
  const given = await giveRole(changes, randomness, {
    personId,
    role: 'merchantOwner',
    post: null,
    place,
    givenBy: confirmedBy,
    now,
  })
  if (!given.ok) return given

  await giveConsent(changes, deps, {
    creditCode,
    personId,
    textVersion: claimant.consentVersion,
    givenAt: takeOver.consentGivenAt,
    now,
  })
  changes.note({ creditCode, reason })
  for (const { claimId } of (await rosterOf(changes, creditCode))?.claims ?? []) {
    const other = await changes.find('claims', claimId)
    if (!other) throw new Error('a roster names a claim that is not there')
    changes.update('claims', { ...other, isDispute: true })
    tellOfDispute(changes, randomness, personId, other, now)
  }
  return ok(given.value)
}

/** The owner first: managers end with the owner, and those who have none are ended one by one. */
async function endAll(
  changes: Changes,
  randomness: Randomness,
  { entity, confirmedBy, reason, now }: TakeOver,
): Promise<Result<void, CallError>> {
  const held = (await rosterOf(changes, entity.creditCode))?.holders ?? []
  const ownerFirst = [...held].sort(
    (a, b) => Number(b.role === 'merchantOwner') - Number(a.role === 'merchantOwner'),
  )
  for (const { grantId } of ownerFirst) {
    const still = (await rosterOf(changes, entity.creditCode))?.holders ?? []
    if (!still.some((holder) => holder.grantId === grantId)) continue
    const ended = await endRole(changes, randomness, {
      grantId,
      endedBy: confirmedBy,
      reason,
      now,
      notice: 'roleEnded',
      placeName: entity.name,
    })
    if (!ended.ok) return ended
  }
  return ok(undefined)
}

function rosterOf(changes: Changes, creditCode: string): Promise<Roster | undefined> {
  return changes.find('rosters', creditCode)
}
