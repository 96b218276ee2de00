import type { CodeRow, ConsentRow } from '../cloudbase/rows'
import { addDays, type LegalDate } from '../domain/calendar'
import { type MacKey, mintPlaqueCode } from '../domain/plaqueCode'
import { makePlaqueNumber } from '../domain/plaqueNumber'
import type { Dice } from './dice'
import type { Place } from './places'
import { officeHour, type Subject } from './subject'

/** How far an entity's code has come; in a thousand entities. `assigned` is the unit's own, `none` the rest. */
const FATES = {
  preset: 240,
  ready: 100,
  pushed: 80,
  failed: 15,
  suspended: 4,
  withdrawn: 5,
  replaced: 5,
  assignedThenDeregistered: 2,
  assignedThenLicenceRevoked: 2,
}

/** What becomes of an entity's code. */
export type CodeFate = keyof typeof FATES | 'assigned' | 'none'

/** Every fate there is. */
export const CODE_FATES: readonly CodeFate[] = ['assigned', 'none', ...(Object.keys(FATES) as CodeFate[])]

const OTHER_FATES = Object.values(FATES).reduce((sum, perThousand) => sum + perThousand, 0)

/** A fate by chance, in the shares of the unit. */
export function drawFate({ assignedPerThousand }: Place, dice: Dice): CodeFate {
  return dice.weighted(CODE_FATES, (fate) => {
    if (fate === 'assigned') return assignedPerThousand
    if (fate === 'none') return 1000 - OTHER_FATES - assignedPerThousand
    return FATES[fate]
  })
}

/** Assignments of the last 18 months. */
const ASSIGNED_DAYS = 547
/** A consent comes at most so many days before the assignment. */
const CONSENT_DAYS = 20
/** The consent text in use. */
const CONSENT_TEXT_VERSION = '1.0'

/** Mints codes and numbers, each once. */
export type Mint = { macKey: MacKey; nextSerial: () => number }

/** An entity's codes and consent. */
export type Codes = {
  codes: CodeRow[]
  consent: ConsentRow | null
  /** The one of the codes that is assigned. */
  assigned: CodeRow | null
  /** Since when the merchant takes part; null when it does not, or no more. */
  joinedOn: LegalDate | null
}

const NO_CODES: Codes = { codes: [], consent: null, assigned: null, joinedOn: null }

/** The codes of an entity as its fate has it; a replaced code comes before the one that replaces it. */
export function makeCodes(fate: CodeFate, subject: Subject, mint: Mint, dice: Dice): Codes {
  if (fate === 'none') return NO_CODES
  if (fate === 'preset' || fate === 'ready' || fate === 'pushed' || fate === 'failed') {
    const since = dayAgo(subject, dice.between(1, Math.min(600, subject.openedDaysAgo - 1)))
    const waiting = { state: fate, since, assignedAt: null, consentId: null }
    return { ...NO_CODES, codes: [{ ...newCode(subject, mint, dice), ...waiting }] }
  }

  const daysAgo = dice.between(
    fate === 'assigned' ? 1 : subject.closedDaysAgo + 30,
    Math.min(ASSIGNED_DAYS, subject.openedDaysAgo - CONSENT_DAYS - 1),
  )
  const joinedOn = dayAgo(subject, daysAgo)
  const assignedAt = officeHour(joinedOn, dice)
  const consent = makeConsent(subject, assignedAt, dice)
  const code = assignedCode(subject, mint, joinedOn, assignedAt, consent, dice)
  const joined = { codes: [code], consent, assigned: code, joinedOn }

  // A later day, for the fates that have one.
  const changedOn = dayAgo(subject, dice.between(1, Math.max(1, daysAgo - 10)))
  const changedAt = officeHour(changedOn, dice)
  switch (fate) {
    case 'suspended':
      return { ...joined, codes: [{ ...code, state: 'suspended', since: changedOn }], assigned: null }
    case 'withdrawn': {
      const revoked: CodeRow = { ...code, state: 'revoked', since: changedOn }
      return { ...NO_CODES, codes: [revoked], consent: { ...consent, withdrawnAt: changedAt } }
    }
    case 'replaced': {
      const successor = { ...assignedCode(subject, mint, changedOn, changedAt, consent, dice), serial: 1 }
      const replaced: CodeRow = { ...code, state: 'revoked', since: changedOn, replacedBy: successor._id }
      return { ...joined, codes: [replaced, successor], assigned: successor }
    }
    default:
      return joined
  }
}

function makeConsent({ entity }: Subject, assignedAt: number, dice: Dice): ConsentRow {
  return {
    _id: `${entity.creditCode}-001`,
    creditCode: entity.creditCode,
    textVersion: CONSENT_TEXT_VERSION,
    givenAt: assignedAt - dice.between(10, CONSENT_DAYS * 24 * 60) * 60_000,
    medium: dice.happens(700) ? 'phone' : 'paper',
    personId: null,
    withdrawnAt: null,
  }
}

function assignedCode(
  subject: Subject,
  mint: Mint,
  since: LegalDate,
  assignedAt: number,
  consent: ConsentRow,
  dice: Dice,
): CodeRow {
  return { ...newCode(subject, mint, dice), state: 'assigned', since, assignedAt, consentId: consent._id }
}

const dayAgo = ({ today }: Subject, days: number): LegalDate => addDays(today, -days)

function newCode({ entity }: Subject, { macKey, nextSerial }: Mint, dice: Dice) {
  return {
    _id: mintPlaqueCode(dice.bytes(12), macKey),
    number: makePlaqueNumber(scattered(nextSerial())),
    creditCode: entity.creditCode,
    serial: 0,
    unit: entity.unit,
    keyId: macKey.id,
    replacedBy: null,
  }
}

/** Spreads serials over all plaque numbers without meeting twice: the stride has no factor in common with 10. */
const scattered = (serial: number) => (serial * 61_803_399 + 27_182_818) % 100_000_000
