import { type Place, type RoleName, TABLE, type TableAction } from './roleTable'

/**
 * A small model of who holds what, written from the rules and not from the program: what each step should do, and what
 * everybody should reach afterwards. Ids are those that the program gave.
 */

export type Held = { id: string; person: number; role: RoleName; place: Place; isSuspended: boolean }
export type Invited = {
  token: string
  id: string
  role: RoleName
  place: Place
  isHandOver: boolean
  /** Null: the first officer's. */
  by: number | null
  /** Roles that the right to invite may have come from. */
  from: string[]
  isOpen: boolean
}
export type Claimed = { id: string; person: number; shop: string; isOpen: boolean }
export type CodeMade = { code: string; shop: string; by: number; from: string[]; isOpen: boolean }

const WHOLE_CITY: RoleName[] = ['cityOfficer', 'auditor']

/** What the model expects of a step: true, false, or undefined where the rules leave it open. */
export type Expected = boolean | undefined

export class RoleModel {
  held: Held[] = []
  invitations: Invited[] = []
  claims: Claimed[] = []
  codes: CodeMade[] = []
  /** Where each shop belongs. */
  readonly units = new Map<string, string>()

  /** Whether one of a person's roles lets them do something at a place. */
  mayAt(person: number, action: TableAction, place: Place): boolean {
    return this.rolesFor(person, action, place).length > 0
  }

  rolesFor(person: number, action: TableAction, place: Place): Held[] {
    return this.held.filter((one) => one.person === person && !one.isSuspended && reaches(one, action, place))
  }

  /** Whether anything at all lets them do it, wherever. */
  mayAnywhere(person: number, action: TableAction): boolean {
    return this.held.some(
      (one) => one.person === person && !one.isSuspended && TABLE[action][one.role] !== undefined,
    )
  }

  ownerOf(shop: string): Held | undefined {
    return this.held.find(({ role, place }) => role === 'merchantOwner' && place.creditCode === shop)
  }

  /** Roles by which somebody may give, end or suspend this role there. */
  givers(person: number, action: TableAction, role: RoleName, place: Place): Held[] {
    return this.rolesFor(person, action, place).filter((one) => GIVES[one.role]?.includes(role))
  }

  canInvite(person: number, role: RoleName, place: Place, isHandOver: boolean): Held[] {
    if (isHandOver && role !== 'merchantOwner') return []
    return this.givers(person, 'invite', role, place).filter(
      (giver) => giver.role !== 'merchantOwner' || role !== 'merchantOwner' || isHandOver,
    )
  }

  canAccept(person: number, invited: Invited): Expected {
    const { role, place, isHandOver, by } = invited
    const alive = this.alive(invited.from)
    if (!invited.isOpen || by === person) return false
    if (by === null ? this.held.some((one) => one.role === 'cityOfficer') : alive === 'none') return false
    const owner = role === 'merchantOwner' ? this.ownerOf(place.creditCode ?? '') : undefined
    if (owner && (!isHandOver || owner.person === person)) return false
    if (!this.canHold(person, role)) return false
    const same = this.held.some(
      (one) => one.person === person && one.role === role && isSame(one.place, place),
    )
    if (same) return false
    return by !== null && alive === 'some' ? undefined : true
  }

  accept(person: number, invited: Invited, id: string): void {
    invited.isOpen = false
    const { role, place } = invited
    const owner = role === 'merchantOwner' ? this.ownerOf(place.creditCode ?? '') : undefined
    if (owner) this.end(owner)
    this.held.push({ id, person, role, place, isSuspended: false })
  }

  canEnd(person: number, held: Held): boolean {
    return this.givers(person, 'end', held.role, held.place).length > 0 && !this.isLastOfficer(held)
  }

  /** An owner's managers end with the owner. */
  end(held: Held): void {
    const managers = (one: Held) =>
      held.role === 'merchantOwner' && one.role === 'merchantManager' && isSame(one.place, held.place)
    this.held = this.held.filter((one) => one !== held && !managers(one))
  }

  isLastOfficer(held: Held): boolean {
    const others = this.held.filter(
      (one) => one.role === 'cityOfficer' && one.person !== held.person && !one.isSuspended,
    )
    return held.role === 'cityOfficer' && others.length === 0
  }

  /** Roles of somebody that somebody may suspend and resume. */
  within(person: number, action: 'suspend' | 'resume', target: number): Held[] {
    return this.held.filter(
      (one) => one.person === target && this.givers(person, action, one.role, one.place).length > 0,
    )
  }

  placeOfShop(shop: string): Place {
    return { unit: this.units.get(shop) ?? '', department: null, creditCode: shop }
  }

  canClaim(person: number, shop: string): boolean {
    const isOwner = this.ownerOf(shop)?.person === person
    const isOpen = this.claims.some((one) => one.isOpen && one.person === person && one.shop === shop)
    const isActiveAuditor = this.held.some(
      (one) => one.person === person && one.role === 'auditor' && !one.isSuspended,
    )
    return !isOwner && !isOpen && !isActiveAuditor
  }

  canDecide(person: number, claim: Claimed, isConfirmed: boolean): boolean {
    const may = this.mayAt(person, 'decide', unitOnly(this.placeOfShop(claim.shop)))
    const owner = this.ownerOf(claim.shop)
    if (!may || !claim.isOpen || claim.person === person || owner?.person === person) return false
    return !isConfirmed || this.canHold(claim.person, 'merchantOwner')
  }

  /** Whoever held anything in the shop holds nothing there any more. */
  takeOver(person: number, shop: string, id: string): void {
    this.held = this.held.filter(({ place }) => place.creditCode !== shop)
    const place = { unit: null, department: null, creditCode: shop }
    this.held.push({ id, person, role: 'merchantOwner', place, isSuspended: false })
  }

  canMakeCode(person: number, shop: string): Held[] {
    if (this.ownerOf(shop)) return []
    return this.rolesFor(person, 'makeCode', unitOnly(this.placeOfShop(shop)))
  }

  canRedeem(person: number, made: CodeMade): Expected {
    if (!made.isOpen || made.by === person || this.ownerOf(made.shop)) return false
    if (!this.canHold(person, 'merchantOwner')) return false
    const alive = this.alive(made.from)
    return alive === 'some' ? undefined : alive === 'all'
  }

  move(from: string, to: string): void {
    for (const [shop, unit] of this.units) {
      if (unit !== from) continue
      this.units.set(shop, to)
      for (const made of this.codes) if (made.shop === shop) made.isOpen = false
    }
  }

  private canHold(person: number, role: RoleName): boolean {
    return this.held.every(
      (one) => one.person !== person || (one.role === 'auditor') === (role === 'auditor'),
    )
  }

  private alive(ids: readonly string[]): 'all' | 'some' | 'none' {
    const count = ids.filter((id) => this.held.some((one) => one.id === id && !one.isSuspended)).length
    if (count === 0) return 'none'
    return count === ids.length ? 'all' : 'some'
  }
}

const GIVES: Partial<Record<RoleName, RoleName[]>> = {
  merchantOwner: ['merchantOwner', 'merchantManager'],
  unitLead: ['unitClerk'],
  cityOfficer: [
    'merchantOwner',
    'merchantManager',
    'unitClerk',
    'unitLead',
    'departmentOfficer',
    ...WHOLE_CITY,
  ],
}

export function isSame(a: Place, b: Place): boolean {
  return a.unit === b.unit && a.department === b.department && a.creditCode === b.creditCode
}

/** Claims and codes belong to a unit, not to a department or an owner. */
function unitOnly({ unit }: Place): Place {
  return { unit, department: null, creditCode: null }
}

function reaches({ role, place }: Held, action: TableAction, wanted: Place): boolean {
  const how = TABLE[action][role]
  if (how === undefined) return false
  return how === 'all' || (wanted[how] !== null && wanted[how] === place[how])
}
