import type { CommitmentRow, DeclarationRow, INDEXES, RecordRow, ReportRow } from '../cloudbase/rows'
import type { LegalDate } from '../domain/calendar'
import type { MacKey } from '../domain/plaqueCode'
import { PROJECTION_VERSION, projectReport } from '../domain/report'
import { UNITS, type Unit } from '../domain/units'
import { departmentOfSource } from './authorities'
import { CODE_FATES, type CodeFate, drawFate, type Mint, makeCodes } from './codes'
import { Dice } from './dice'
import { makeSubject } from './entities'
import { commitments, declarations } from './ownWords'
import { placeOf } from './places'
import { makeRecords, type Showcase } from './records'

/** What decides every row of the demo city. */
export type CityPlan = { size: 'full' | 'small'; seed: number; today: LegalDate; macKey: MacKey }

/** A row and where it belongs. */
export type CityRow = { collection: keyof typeof INDEXES; row: { _id: string } }

const SMALL_TOTAL = 1200

/** How many entities each unit has: the programme's own numbers, or the same shares of 1,200 (largest remainder). */
export function entityTotals(size: CityPlan['size']): { unit: Unit; total: number }[] {
  if (size === 'full') return UNITS.map((unit) => ({ unit, total: unit.entityTotal }))
  const whole = UNITS.reduce((sum, unit) => sum + unit.entityTotal, 0)
  const shares = UNITS.map((unit) => {
    const scaled = unit.entityTotal * SMALL_TOTAL
    return { unit, total: Math.floor(scaled / whole), remainder: scaled % whole }
  })
  const missing = SMALL_TOTAL - shares.reduce((sum, { total }) => sum + total, 0)
  for (const share of [...shares].sort((a, b) => b.remainder - a.remainder).slice(0, missing)) share.total++
  return shares.map(({ unit, total }) => ({ unit, total }))
}

/** The entities with which each unit begins, put up to show long and full reports. */
const SHOWCASES: readonly Showcase[] = ['manyRecords', 'everyChapter']

/**
 * The rows of a fictional city in writing order, an entity with all that is its own at a time; a pure function of the
 * plan, and never more than one entity in memory.
 */
export function* cityRows(plan: CityPlan): Generator<CityRow> {
  const workshop: Workshop = {
    plan,
    dice: new Dice(plan.seed),
    nextEntity: counter(),
    nextCommitment: counter(),
    mint: { macKey: plan.macKey, nextSerial: counter() },
  }
  // The first entities take one fate each, so that even the smallest city has them all.
  const unseenFates = [...CODE_FATES]

  for (const [turn, { unit, total }] of entityTotals(plan.size).entries()) {
    for (let index = 0; index < total; index++) {
      const showcase = SHOWCASES[index]
      const fate = showcase ? 'assigned' : (unseenFates.shift() ?? drawFate(placeOf(unit), workshop.dice))
      yield* entityRows(workshop, { unit, turn, fate, showcase })
    }
  }
}

type Workshop = {
  plan: CityPlan
  dice: Dice
  nextEntity: () => number
  nextCommitment: () => number
  mint: Mint
}

/** `turn` counts the units. */
type Lot = { unit: Unit; turn: number; fate: CodeFate; showcase: Showcase | undefined }

function* entityRows(workshop: Workshop, { unit, turn, fate, showcase }: Lot): Generator<CityRow> {
  const { plan, dice } = workshop
  const isShowcase = showcase !== undefined
  const subject = makeSubject(unit, workshop.nextEntity(), plan.today, fate, isShowcase, dice)
  const { codes, consent, assigned, joinedOn } = makeCodes(fate, subject, workshop.mint, dice)

  const { creditCode } = subject.entity
  const keyed = <T>(facts: T, index: number) => ({
    _id: `${creditCode}-${String(index + 1).padStart(3, '0')}`,
    creditCode,
    ...facts,
  })
  const count = () => (isShowcase ? 2 : dice.between(0, 2))
  const facts = {
    records: makeRecords(showcase, turn, subject, assigned !== null, dice),
    declarations: joinedOn === null ? [] : declarations(count(), subject, joinedOn, dice),
    commitments:
      joinedOn === null ? [] : commitments(count(), subject, joinedOn, workshop.nextCommitment, dice),
  }

  yield { collection: 'entities', row: subject.entity }
  for (const row of facts.records.map<RecordRow>(keyed)) {
    const department = departmentOfSource(row.source)
    yield { collection: 'records', row: { ...row, ...(department && { department }) } }
  }
  for (const row of facts.declarations.map<DeclarationRow>(keyed)) yield { collection: 'declarations', row }
  for (const row of facts.commitments.map<CommitmentRow>(keyed)) yield { collection: 'commitments', row }
  if (consent) yield { collection: 'consents', row: consent }
  for (const row of codes) yield { collection: 'codes', row }
  if (assigned) {
    const row: ReportRow = {
      _id: creditCode,
      plaqueCode: assigned._id,
      plaqueNumber: assigned.number,
      plaqueSince: assigned.since,
      ...projectReport({ entity: subject.entity, ...facts }, plan.today),
      stale: false,
      writers: [],
      version: 0,
      projectionVersion: PROJECTION_VERSION,
    }
    yield { collection: 'reports', row }
  }
}

function counter(): () => number {
  let count = 0
  return () => count++
}
