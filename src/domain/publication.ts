import { addDays, addMonths, type LegalDate, lastDayOf } from './calendar'
import {
  MINOR_CATEGORIES,
  type PenaltyTier,
  PUBLICATION_RULE_SETS,
  type PublicationRuleSet,
  type PublicityTerm,
  SERIOUS_CATEGORIES,
  SPECIFIC_SERIOUS_2019,
  UNDECIDED_CATEGORIES,
} from './publicationRules'

/** What decides how long a record may be shown. All optional: what is not known is absent. */
export type PublicityFacts = {
  /** Day of the decision, listing or finding; nothing is shown before it, and penalties are counted from it. */
  decidedOn?: LegalDate
  /** The tier the deciding authority has set; it goes before our own classification. */
  tier?: PenaltyTier
  /** Types of penalty in the decision (CF_CFLB), each entry as it was reported: one type or several. */
  categories?: string[]
  simpleProcedure?: boolean
  /** 确有必要公示: a minor penalty that the authority wants shown all the same. */
  mustPublish?: boolean
  /** Field of supervision, such as 食品. */
  field?: string
  /** Last day reported by the authority (CF_GSJZQ); it shortens the legal maximum, never lengthens it. */
  reportedUntil?: LegalDate
  /** Credit repaired. */
  repairedOn?: LegalDate
  /** Decision revoked, found unlawful or void. */
  revokedOn?: LegalDate
  /** Publication suspended (reconsideration or lawsuit). */
  suspended?: boolean
  /** The person penalised is a minor: never published. */
  subjectIsMinor?: boolean
  /** Taken off the list (移出). */
  removedOn?: LegalDate
}

/** Which law a kind of record is shown under; see `RecordKind.publicity`. */
export type PublicityKind = 'penalty' | 'whileListed' | 'standing'

/** `until` is the last day shown by the rules in force on the day asked; `repairFrom` the first day repair is open. */
export type PublicityAnswer =
  | { shown: true; until: LegalDate | null; repairFrom: LegalDate | null }
  | { shown: false; reason: HiddenReason }

/** Why a record is not shown. */
export type HiddenReason =
  | 'minor'
  | 'expired'
  | 'repaired'
  | 'revoked'
  | 'suspended'
  | 'removed'
  | 'minorPerson'
  | 'notYet'

/**
 * Which rule set counts for a penalty of before the rules of the day asked: `today`, the one in force on that day;
 * `decision`, the one in force on the day of the decision; `favourable`, today's, and where that of the day of decision
 * ends publication or opens repair earlier, the earlier (decision 012). To be confirmed by the city's lawyers: the
 * transitional clause of 36号令 was not available.
 */
export const RULES_FOR_OLD_RECORDS = ['favourable', 'today', 'decision'] as const
/** One of them. */
export type RulesForOldRecords = (typeof RULES_FOR_OLD_RECORDS)[number]
/** Left out, the rules are `favourable`. */
export type PublicityOptions = { rules?: RulesForOldRecords | undefined }

/** The rule set in force on a day; before the first one, the first one. */
export function ruleSetOn(date: LegalDate): PublicationRuleSet {
  let found = PUBLICATION_RULE_SETS[0] as PublicationRuleSet
  for (const set of PUBLICATION_RULE_SETS) if (set.effectiveFrom <= date) found = set
  return found
}

/** The single types of penalty in a decision, however they were joined. */
function penaltyTypes(facts: PublicityFacts): string[] {
  return (facts.categories ?? [])
    .flatMap((text) => text.split(/[;；,，|/\s]+/))
    .flatMap((text) => (UNDECIDED_CATEGORIES.includes(text) ? [text] : text.split('、')))
    .filter((type) => type !== '')
}

/** 轻微: simple procedure, or nothing but 警告 and 通报批评. */
function isMinorByLaw(facts: PublicityFacts): boolean {
  if (facts.simpleProcedure) return true
  const types = penaltyTypes(facts)
  return types.length > 0 && types.every((type) => MINOR_CATEGORIES.includes(type))
}

/** The tier of a penalty: the authority's, otherwise by type; of several types in one decision the gravest counts. */
export function classifyPenalty(facts: PublicityFacts): PenaltyTier {
  if (facts.tier) return facts.tier
  if (isMinorByLaw(facts)) return 'minor'
  return penaltyTypes(facts).some((type) => SERIOUS_CATEGORIES.includes(type)) ? 'serious' : 'ordinary'
}

const inField = (facts: PublicityFacts, names: readonly string[]) =>
  names.some((name) => facts.field?.includes(name))

/** The term a rule set gives a penalty, or null when it is not shown at all. */
function termOf(rules: PublicationRuleSet, facts: PublicityFacts): PublicityTerm | null {
  // 58号令 knows no tiers: there the nature of the decision counts, not a tier set later.
  if (rules.minor === 'notShown' && isMinorByLaw(facts)) return null
  const tier = classifyPenalty(facts)
  if (rules.minor === 'onlyIfMustPublish' && tier === 'minor' && !facts.mustPublish) return null
  const specific = rules.terms.specificSerious
  if (specific && tier === 'serious' && inField(facts, SPECIFIC_SERIOUS_2019.fields)) {
    if (penaltyTypes(facts).some((type) => SPECIFIC_SERIOUS_2019.categories.includes(type))) return specific
  }
  const term = rules.terms[tier]
  const strict = rules.strictFields
  return strict && inField(facts, strict.names) ? { ...term, minMonths: strict.minMonths } : term
}

const earlier = (a: LegalDate, b: LegalDate | undefined) => (b !== undefined && b < a ? b : a)

/** What one rule set says of a penalty; null for a `lastDay` where it is not shown at all. */
export type PenaltyJudgement = {
  ruleSet: PublicationRuleSet
  lastDay: LegalDate | null
  /** Null: no early repair. */
  repairFrom: LegalDate | null
}

function judgementOf(
  ruleSet: PublicationRuleSet,
  decidedOn: LegalDate,
  facts: PublicityFacts,
): PenaltyJudgement {
  const term = termOf(ruleSet, facts)
  if (!term) return { ruleSet, lastDay: null, repairFrom: null }
  return {
    ruleSet,
    lastDay: earlier(addMonths(decidedOn, term.maxMonths), facts.reportedUntil),
    repairFrom: term.minMonths === null ? null : addMonths(decidedOn, term.minMonths),
  }
}

/** Which judgements decide about a penalty: one for the time of publication, one for repair; often the same. */
export function judgePenalty(
  facts: PublicityFacts & { decidedOn: LegalDate },
  today: LegalDate,
  { rules = 'favourable' }: PublicityOptions = {},
): { publication: PenaltyJudgement; repair: PenaltyJudgement } {
  const ofToday = judgementOf(ruleSetOn(today), facts.decidedOn, facts)
  const ofDecision = judgementOf(ruleSetOn(facts.decidedOn), facts.decidedOn, facts)
  if (rules === 'today') return { publication: ofToday, repair: ofToday }
  if (rules === 'decision') return { publication: ofDecision, repair: ofDecision }
  const endsEarlier = (ofDecision.lastDay ?? '') < (ofToday.lastDay ?? '')
  const LATE = '9999-12-31'
  const opensEarlier = (ofDecision.repairFrom ?? LATE) < (ofToday.repairFrom ?? LATE)
  return { publication: endsEarlier ? ofDecision : ofToday, repair: opensEarlier ? ofDecision : ofToday }
}

/** Whether a record may be shown on a day, until when, and from when its repair may be asked for. */
export function publicityOn(
  kindPublicity: PublicityKind,
  facts: PublicityFacts,
  today: LegalDate,
  options: PublicityOptions = {},
): PublicityAnswer {
  const hidden = (reason: HiddenReason): PublicityAnswer => ({ shown: false, reason })
  if (facts.subjectIsMinor) return hidden('minorPerson')
  if (facts.revokedOn !== undefined && facts.revokedOn <= today) return hidden('revoked')
  if (facts.repairedOn !== undefined && facts.repairedOn <= today) return hidden('repaired')
  if (facts.removedOn !== undefined && facts.removedOn <= today) return hidden('removed')
  if (facts.suspended) return hidden('suspended')
  if (facts.decidedOn !== undefined && facts.decidedOn > today) return hidden('notYet')
  if (kindPublicity !== 'penalty') {
    const until = lastDayOf(facts.reportedUntil)
    return until !== null && until < today ? hidden('expired') : { shown: true, until, repairFrom: null }
  }
  // Without the day of the decision no term can be counted, so there is no right to show it yet.
  if (facts.decidedOn === undefined) return hidden('notYet')
  const { publication, repair } = judgePenalty({ ...facts, decidedOn: facts.decidedOn }, today, options)
  const until = publication.lastDay
  if (until === null) return hidden('minor')
  if (until < today) return hidden('expired')
  const { repairFrom } = repair
  return { shown: true, until, repairFrom: repairFrom !== null && repairFrom <= until ? repairFrom : null }
}

/** Days on which time alone may change the answer, in no order. */
function daysOfChange(kindPublicity: PublicityKind, facts: PublicityFacts): LegalDate[] {
  const days = [facts.decidedOn, facts.revokedOn, facts.repairedOn, facts.removedOn]
  if (facts.reportedUntil !== undefined) days.push(addDays(facts.reportedUntil, 1))
  if (kindPublicity === 'penalty') {
    for (const rules of PUBLICATION_RULE_SETS) {
      days.push(rules.effectiveFrom)
      const term = facts.decidedOn === undefined ? null : termOf(rules, facts)
      if (facts.decidedOn !== undefined && term) {
        days.push(addDays(addMonths(facts.decidedOn, term.maxMonths), 1))
      }
    }
  }
  return days.filter((day) => day !== undefined)
}

/** Since when it is shown, or not shown, as it is on `today`; null where no day is known. */
export function unchangedSince(
  kindPublicity: PublicityKind,
  facts: PublicityFacts,
  today: LegalDate,
  options: PublicityOptions = {},
): LegalDate | null {
  const shownOn = (day: LegalDate) => publicityOn(kindPublicity, facts, day, options).shown
  const shown = shownOn(today)
  const past = daysOfChange(kindPublicity, facts).filter((day) => day <= today)
  const turned = past.filter((day) => shownOn(addDays(day, -1)) !== shown && shownOn(day) === shown)
  if (turned.length > 0) return turned.sort().at(-1) as LegalDate
  return facts.decidedOn !== undefined && facts.decidedOn <= today ? facts.decidedOn : null
}

/** The first day after `today` on which time alone changes the answer, or null when it never does. */
export function nextChange(
  kindPublicity: PublicityKind,
  facts: PublicityFacts,
  today: LegalDate,
  options: PublicityOptions = {},
): LegalDate | null {
  const answer = JSON.stringify(publicityOn(kindPublicity, facts, today, options))
  const later = daysOfChange(kindPublicity, facts)
    .filter((day) => day > today)
    .sort()
  return (
    later.find((day) => JSON.stringify(publicityOn(kindPublicity, facts, day, options)) !== answer) ?? null
  )
}
