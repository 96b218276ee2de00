import type { EntityRow } from '../cloudbase/rows'
import { addDays, type LegalDate } from '../domain/calendar'
import { makeCreditCode } from '../domain/creditCode'
import type { Unit } from '../domain/units'
import { authority, departmentKey } from './authorities'
import type { CodeFate } from './codes'
import type { Dice } from './dice'
import { firmBrand, personName, shopBrand } from './names'
import { BUILDINGS, divisionCodeOf, type Place, placeOf, STREETS } from './places'
import { officeHour, type Subject } from './subject'
import { TRADES, type Trade } from './trades'

type EntityType = EntityRow['entityType']

/** Kinds of firms as the registry words them, and how their names end. */
const FIRM_FORMS = [
  { entityKind: '有限责任公司(自然人投资或控股)', ending: '有限公司', weight: 50 },
  { entityKind: '有限责任公司(自然人独资)', ending: '有限公司', weight: 30 },
  { entityKind: '其他有限责任公司', ending: '有限责任公司', weight: 6 },
  { entityKind: '个人独资企业', ending: '中心', weight: 6 },
  { entityKind: '有限责任公司(非自然人投资或控股的法人独资)', ending: '有限公司', weight: 4 },
  { entityKind: '股份有限公司(非上市、自然人投资或控股)', ending: '股份有限公司', weight: 2 },
  { entityKind: '普通合伙企业', ending: '中心（普通合伙）', weight: 2 },
] as const

/** The second character of the credit code. */
const CODE_DIGITS: Record<EntityType, string> = { enterprise: '1', individual: '2', cooperative: '3' }

/** Nobody who has had time for a plaque opened later. */
const YOUNGEST_DAYS = 60
const OLDEST_DAYS = 25 * 365
/** Old enough for records of every age. */
const SHOWCASE_DAYS = [3000, 5000] as const

/** An entity of a unit; `serial` makes its credit code the only one. Showcases are old firms of a busy trade. */
export function makeSubject(
  unit: Unit,
  serial: number,
  today: LegalDate,
  fate: CodeFate,
  isShowcase: boolean,
  dice: Dice,
): Subject {
  const place = placeOf(unit)
  const entityType = isShowcase ? 'enterprise' : drawType(place, dice)
  const trade = isShowcase ? busyTrade() : drawTrade(entityType, dice)
  const { status, closedDaysAgo } = drawStatus(fate, dice)
  const openedDaysAgo = isShowcase
    ? dice.between(...SHOWCASE_DAYS)
    : closedDaysAgo + YOUNGEST_DAYS + Math.min(drawAge(dice), drawAge(dice))
  const divisionCode = divisionCodeOf(unit)
  const creditCode = makeCreditCode(`9${CODE_DIGITS[entityType]}${divisionCode}`, organisationOf(serial))
  const owner = personName(dice)
  const sourceOn = addDays(today, -dice.between(1, 28))
  const entity: EntityRow = {
    _id: creditCode,
    creditCode,
    ...nameAndKind(entityType, trade, place, owner, dice),
    legalRepresentative: owner,
    entityType,
    establishedOn: addDays(today, -openedDaysAgo),
    address: entityType === 'enterprise' ? businessAddress(place, dice) : null,
    status,
    statusSince: closedDaysAgo === 0 ? null : addDays(today, -closedDaysAgo),
    divisionName: place.divisionName,
    unitName: unit.name,
    source: authority('市场监管', place).name,
    sourceOn,
    unit: unit.key,
    zone: trade.hasShopfront && dice.happens(140) ? dice.pick(place.zones) : null,
    department: dice.happens(800) ? departmentKey(trade.department) : null,
    scope: trade.scope,
    updatedAt: officeHour(sourceOn, dice),
  }
  return { entity, place, trade, divisionCode, today, openedDaysAgo, closedDaysAgo }
}

const drawAge = (dice: Dice) => dice.between(0, OLDEST_DAYS)

function drawType({ shares }: Place, dice: Dice): EntityType {
  return dice.weighted(['individual', 'enterprise', 'cooperative'] as const, (type) => shares[type])
}

function drawTrade(entityType: EntityType, dice: Dice): Trade {
  return dice.weighted(TRADES, ({ weights }) => weights[entityType])
}

function busyTrade(): Trade {
  return TRADES.reduce((best, trade) => (trade.fields.length > best.fields.length ? trade : best))
}

/** Closed or not; those whose plaque has got that far stand, unless their fate says otherwise. */
function drawStatus(fate: CodeFate, dice: Dice): { status: EntityRow['status']; closedDaysAgo: number } {
  const closed = (status: EntityRow['status'], oldest: number) => ({
    status,
    closedDaysAgo: dice.between(3, oldest),
  })
  if (fate === 'assignedThenDeregistered') return closed('deregistered', 200)
  if (fate === 'assignedThenLicenceRevoked') return closed('licenceRevoked', 200)
  if (fate === 'none' && dice.happens(150)) return closed('deregistered', 1500)
  if (fate === 'none' && dice.happens(50)) return closed('licenceRevoked', 1500)
  return { status: 'active', closedDaysAgo: 0 }
}

function nameAndKind(
  entityType: EntityType,
  trade: Trade,
  { prefix }: Place,
  owner: string,
  dice: Dice,
): Pick<EntityRow, 'name' | 'entityKind'> {
  if (entityType === 'individual')
    return { name: prefix + shopBrand(dice, owner) + dice.pick(trade.shops), entityKind: '个体工商户' }
  if (entityType === 'cooperative') {
    const name = `${prefix}${firmBrand(dice)}${dice.pick(trade.cooperatives)}专业合作社`
    return { name, entityKind: '农民专业合作社' }
  }
  const { entityKind, ending } = dice.weighted(FIRM_FORMS, ({ weight }) => weight)
  return { name: prefix + firmBrand(dice) + dice.pick(trade.firms) + ending, entityKind }
}

function businessAddress(place: Place, dice: Dice): string {
  const street = `${place.officePrefix}${dice.pick(STREETS)}${dice.between(1, 280)}号`
  const room = `${dice.between(1, 6)}层${dice.between(1, 6)}${String(dice.between(1, 28)).padStart(2, '0')}室`
  return `黑龙江省${place.officePrefix.startsWith('黑河市') ? '' : '黑河市'}${street}${dice.pick(BUILDINGS)}${room}`
}

const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
/** Spreads serials over all organisation codes of the made-up range without meeting twice. */
const RANGE = ALPHABET.length ** 5
const STRIDE = 17_320_508

/** Eight characters in a range of our own (MAX…), in an order that tells nothing of the serial. */
function organisationOf(serial: number): string {
  let left = (serial * STRIDE + 4_242_424) % RANGE
  let text = ''
  for (let index = 0; index < 5; index++) {
    text = ALPHABET.charAt(left % ALPHABET.length) + text
    left = Math.floor(left / ALPHABET.length)
  }
  return `MAX${text}`
}
