import fc from 'fast-check'
import { changeByCommand } from '../../src/cloudbase/commands'
import { openDatabase } from '../../src/cloudbase/database'
import { findFirstInvitation } from '../../src/cloudbase/grants'
import { openProtection } from '../../src/cloudbase/protection'
import { entitiesOf, findStrays, moveEntities } from '../../src/cloudbase/reorganisation'
import type { ActionName, Request } from '../../src/contracts/functions'
import { CONSENT_TEXT } from '../../src/domain/consentText'
import { makeCreditCode } from '../../src/domain/creditCode'
import type { Grant, Session } from '../../src/domain/people'
import { matching } from '../../src/localcloud/store/find'
import type { Document } from '../../src/localcloud/store/values'
import { inviteFirstOfficer } from '../../src/usecases/roles/inviteFirstOfficer'
import { reorganise } from '../../src/usecases/roles/reorganise'
import { callAs } from './callPeople'
import type { TestCloud } from './cloud'
import { RoleModel } from './roleModel'
import type { Place, RoleName, TableAction } from './roleTable'
import { SHOP } from './sampleCity'
import { SAMPLE_KEYS } from './sampleKeys'
import { PNG_PICTURE } from './samplePictures'

const KINDS = [
  'invite',
  'invite',
  'accept',
  'accept',
  'cancel',
  'claim',
  'decide',
  'decide',
  'makeCode',
  'redeem',
  'handOver',
  'end',
  'leave',
  'suspend',
  'resume',
  'openDesktop',
  'reorganise',
  'aDayPasses',
] as const

/** A step and the dice it is thrown with; what it comes to hangs on what was before. */
export type Step = { kind: (typeof KINDS)[number]; a: number; b: number; c: number; isApt: boolean }

/** Random sequences of steps. */
export const sequences: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    kind: fc.constantFrom(...KINDS),
    a: fc.nat(999),
    b: fc.nat(999),
    c: fc.nat(999),
    // Most steps are taken by somebody who may, so that sequences come to something.
    isApt: fc.integer({ min: 1, max: 4 }).map((chance) => chance > 1),
  }),
  { minLength: 20, maxLength: 40 },
)

const { protection, auditSeal, randomness } = openProtection(SAMPLE_KEYS)
const PEOPLE = 6
const UNITS = ['aihui', 'beian', 'sunwu']
const DEPARTMENTS = ['education', 'commerce']
const SHOPS = [0, 1, 2, 3].map((serial) => ({
  creditCode: makeCreditCode('92231102', `MA00009${serial}`),
  unit: serial < 2 ? 'aihui' : 'beian',
  department: DEPARTMENTS[serial % 2] ?? null,
}))
const CITY: Place = { unit: null, department: null, creditCode: null }
const ROLES: RoleName[] = [
  'merchantOwner',
  'merchantManager',
  'unitClerk',
  'unitLead',
  'departmentOfficer',
  'cityOfficer',
  'auditor',
]
/** An identity may not try to guess more often in a minute. */
const TRIES_A_MINUTE = 5
const REASON = '按规定办理'

/**
 * Plays a sequence on an empty city. Throws where the program lets more or less happen than the model. Counts the answers
 * that were compared, and by action what came about.
 */
export async function playSequence(
  cloud: TestCloud,
  serial: string,
  steps: readonly Step[],
  tally: Tally,
): Promise<void> {
  const game = new Game(cloud, serial, tally)
  await game.begin()
  for (const step of steps) await game.take(step)
  await game.compareReach()
}

/** What was played. */
export type Tally = { compared: number; cameAbout: Record<string, number> }

class Game {
  private readonly model = new RoleModel()
  /** Live ones, by whose they are. */
  private sessions: { id: string; person: number }[] = []
  private readonly tries = new Map<string, number>()
  private story: string[] = []

  constructor(
    private readonly cloud: TestCloud,
    private readonly serial: string,
    private readonly tally: Tally,
  ) {}

  async begin(): Promise<void> {
    const { store } = this.cloud
    const rows = SHOPS.map((shop) => ({
      ...SHOP,
      _id: shop.creditCode,
      ...shop,
      name: `第${shop.creditCode}店`,
    }))
    store.write(() => {
      for (const name of [
        'entities',
        'people',
        'grants',
        'invitations',
        'sessions',
        'claims',
        'claimCodes',
        'rosters',
        'notices',
        'uploads',
        'consents',
        'codes',
        'reports',
      ]) {
        const collection = store.collection(name)
        for (const { place, document } of [...matching(collection, {})]) collection.remove(place, document)
      }
      for (const row of rows) store.collection('entities').insert(row as Document, JSON.stringify(row))
    })
    for (const { creditCode, unit } of SHOPS) this.model.units.set(creditCode, unit)
    const database = openDatabase()
    const deps = { protection, randomness, findFirstInvitation: findFirstInvitation.bind(null, database) }
    const now = Date.now()
    const made = await changeByCommand(
      database,
      auditSeal,
      { action: 'command.firstOfficer', now },
      (changes) => inviteFirstOfficer(deps, changes, now),
    )
    if (!made.ok) throw new Error('a city without officers got no first one')
    const { token } = made.value
    const first = { token, id: protection.digest('token', token), role: 'cityOfficer' as const, place: CITY }
    this.model.invitations.push({ ...first, isHandOver: false, by: null, from: [], isOpen: true })
    await this.accept(0, 0)
    // A lead, an owner and a manager to begin with: most of what can happen hangs on there being some.
    const shop = { ...CITY, creditCode: pick(SHOPS, 0).creditCode }
    await this.invite(0, 'unitLead', { ...CITY, unit: 'aihui' }, false)
    await this.accept(1, 1)
    await this.invite(0, 'merchantOwner', shop, false)
    await this.accept(2, 2)
    await this.invite(2, 'merchantManager', shop, false)
    await this.accept(3, 3)
  }

  async take({ kind, a, b, c, isApt }: Step): Promise<void> {
    const { model } = this
    const anybody = a % PEOPLE
    /** Somebody who may, if the step is apt and there is somebody. */
    const who = (may: (person: number) => boolean) => {
      const those = isApt ? PERSONS.filter(may) : []
      return those[a % Math.max(those.length, 1)] ?? anybody
    }
    switch (kind) {
      case 'invite': {
        const role = ROLES[b % ROLES.length] as RoleName
        const place = placeFor(role, c)
        return this.invite(
          who((person) => model.canInvite(person, role, place, false).length > 0),
          role,
          place,
          role === 'merchantOwner' && c % 2 === 0,
        )
      }
      case 'handOver': {
        const owned = SHOPS.filter((shop) => model.ownerOf(shop.creditCode))
        const { creditCode } = pick(isApt && owned.length > 0 ? owned : SHOPS, b)
        const owner = model.ownerOf(creditCode)
        const person = isApt && owner ? owner.person : anybody
        return this.invite(person, 'merchantOwner', { ...CITY, creditCode }, true)
      }
      case 'accept': {
        const open = model.invitations.flatMap((one, at) => (one.isOpen ? [at] : []))
        const at = isApt && open.length > 0 ? pick(open, b) : b % model.invitations.length
        const invited = model.invitations[at]
        return this.accept(
          who((person) => invited !== undefined && model.canAccept(person, invited) === true),
          at,
        )
      }
      case 'cancel': {
        const invited = pick(model.invitations, b)
        const may = (person: number) => model.givers(person, 'cancel', invited.role, invited.place).length > 0
        const person = who(may)
        const expected = may(person) && invited.isOpen
        if (await this.does(person, 'invitation.cancel', { invitationId: invited.id }, expected))
          invited.isOpen = false
        return
      }
      case 'claim':
        return this.claim(anybody, pick(SHOPS, b).creditCode)
      case 'decide': {
        const open = model.claims.filter((one) => one.isOpen)
        const claim = isApt && open.length > 0 ? pick(open, b) : pick(model.claims, b)
        if (!claim) return
        return this.decide(
          who((person) => model.canDecide(person, claim, true)),
          claim,
          c % 3 !== 0,
        )
      }
      case 'makeCode':
        return this.makeCode(
          who((person) => model.canMakeCode(person, pick(SHOPS, b).creditCode).length > 0),
          pick(SHOPS, b).creditCode,
        )
      case 'redeem': {
        const open = model.codes.filter((one) => one.isOpen)
        const made = pick(isApt && open.length > 0 ? open : model.codes, b)
        return made && this.redeem(anybody, made)
      }
      case 'end': {
        const held = pick(model.held, b)
        if (!held) return
        const person = who((one) => model.canEnd(one, held))
        if (
          await this.does(
            person,
            'grant.end',
            { grantId: held.id, reason: REASON },
            model.canEnd(person, held),
          )
        )
          model.end(held)
        return this.endDesktops()
      }
      case 'leave': {
        const held = pick(model.held, b)
        if (!held) return
        const person = isApt ? held.person : anybody
        const expected = held.person === person && !model.isLastOfficer(held)
        if (await this.does(person, 'grant.leave', { grantId: held.id }, expected)) model.end(held)
        return this.endDesktops()
      }
      case 'suspend':
      case 'resume': {
        const target = b % PEOPLE
        const person = who((one) => model.within(one, kind, target).length > 0)
        const within = model.within(person, kind, target)
        const isLast = kind === 'suspend' && within.some((held) => model.isLastOfficer(held))
        const input = { personId: this.personId(target), reason: REASON }
        if (await this.does(person, `grant.${kind}`, input, within.length > 0 && !isLast)) {
          for (const held of within) held.isSuspended = kind === 'suspend'
          if (kind === 'suspend') this.sessions = this.sessions.filter((one) => one.person !== target)
        }
        return this.endDesktops()
      }
      case 'openDesktop':
        return this.openDesktop(anybody)
      case 'reorganise':
        return this.reorganise(pick(UNITS, b), pick(UNITS, c))
      case 'aDayPasses':
        return this.letADayPass()
    }
  }

  /** What everybody reaches in the end, all pages of every list, against the model. */
  async compareReach(): Promise<void> {
    const { model } = this
    for (const person of PERSONS) {
      await this.sees(
        person,
        'listEntities',
        (cursor) => this.ask(person, 'entity.list', { cursor, search: '' }),
        SHOPS.filter(({ creditCode, department }) =>
          model.mayAt(person, 'listEntities', { ...model.placeOfShop(creditCode), department }),
        ).map(({ creditCode }) => creditCode),
      )
      await this.sees(
        person,
        'listRoles',
        (cursor) => this.ask(person, 'grant.list', { cursor, creditCode: null }),
        model.held.filter(({ place }) => model.mayAt(person, 'listRoles', place)).map(({ id }) => id),
      )
      await this.sees(
        person,
        'listInvitations',
        (cursor) => this.ask(person, 'invitation.list', { cursor }),
        model.invitations
          .filter(({ place }) => model.mayAt(person, 'listInvitations', place))
          .map(({ id }) => id),
      )
      await this.sees(
        person,
        'listClaims',
        (cursor) => this.ask(person, 'claim.list', { cursor, state: 'submitted' }),
        model.claims
          .filter(
            ({ isOpen, shop }) =>
              isOpen && model.mayAt(person, 'listClaims', { ...model.placeOfShop(shop), creditCode: null }),
          )
          .map(({ id }) => id),
      )
    }
    const live = this.rows<Session>('sessions', { endedAt: null }).map(({ _id }) => _id)
    this.mustEqual('live sessions', live.sort(), this.sessions.map(({ id }) => id).sort())
    const held = this.rows<Grant>('grants', { endedAt: null }).map(
      ({ _id, role, suspendedAt }) => `${_id} ${role} ${suspendedAt !== null}`,
    )
    this.mustEqual(
      'roles',
      held.sort(),
      model.held.map(({ id, role, isSuspended }) => `${id} ${role} ${isSuspended}`).sort(),
    )
    if (!model.held.some(({ role, isSuspended }) => role === 'cityOfficer' && !isSuspended))
      throw this.mismatch('no officer can act')
  }

  private async invite(person: number, role: RoleName, place: Place, isHandOver: boolean): Promise<void> {
    const from = this.model.canInvite(person, role, place, isHandOver)
    const input = { role, post: null, isHandOver, ...place }
    const made = await this.does(person, 'invitation.make', input, from.length > 0)
    if (!made) return
    const { id, token } = made as { id: string; token: string }
    const ids = from.map((one) => one.id)
    this.model.invitations.push({ id, token, role, place, isHandOver, by: person, from: ids, isOpen: true })
  }

  private async accept(person: number, at: number): Promise<void> {
    const invited = this.model.invitations[at]
    if (!invited) return
    const expected = this.model.canAccept(person, invited)
    const input = { token: invited.token, name: '骆新桥', consentVersion: CONSENT_TEXT.version }
    const accepted = await this.does(person, 'invitation.accept', input, expected)
    if (accepted) this.model.accept(person, invited, (accepted as { grant: { id: string } }).grant.id)
    this.endDesktops()
  }

  private async claim(person: number, shop: string): Promise<void> {
    if (this.hasTriedTooOften(person, 'claim.submit')) return
    const uploadId = await this.upload(person)
    const claimant = { name: '顾长风', phone: '13800000000', consentVersion: CONSENT_TEXT.version }
    const input = { creditCode: shop, uploadId, ...claimant }
    const made = await this.does(person, 'claim.submit', input, this.model.canClaim(person, shop))
    if (made)
      this.model.claims.push({ id: (made as { claim: { id: string } }).claim.id, person, shop, isOpen: true })
  }

  private async decide(
    person: number,
    claim: RoleModel['claims'][number],
    isConfirmed: boolean,
  ): Promise<void> {
    const decision = isConfirmed ? ('confirm' as const) : ('refuse' as const)
    const input = { claimId: claim.id, decision, reason: REASON }
    const expected = this.model.canDecide(person, claim, isConfirmed)
    if (!(await this.does(person, 'claim.decide', input, expected))) return
    claim.isOpen = false
    if (isConfirmed) this.takeOver(claim.person, claim.shop)
  }

  private async makeCode(person: number, shop: string): Promise<void> {
    const from = this.model.canMakeCode(person, shop)
    const made = await this.does(person, 'claimCode.make', { creditCode: shop }, from.length > 0)
    if (!made) return
    const { code } = made as { code: string }
    this.model.codes.push({ code, shop, by: person, from: from.map(({ id }) => id), isOpen: true })
  }

  private async redeem(person: number, made: RoleModel['codes'][number]): Promise<void> {
    const input = {
      code: made.code,
      name: '顾长风',
      phone: '13800000000',
      consentVersion: CONSENT_TEXT.version,
    }
    if (!(await this.does(person, 'claimCode.redeem', input, this.model.canRedeem(person, made)))) return
    made.isOpen = false
    for (const claim of this.model.claims)
      if (claim.person === person && claim.shop === made.shop) claim.isOpen = false
    this.takeOver(person, made.shop)
  }

  private takeOver(person: number, shop: string): void {
    const owners = this.rows<Grant>('grants', { creditCode: shop, role: 'merchantOwner', endedAt: null })
    if (owners.length !== 1) throw this.mismatch(`${owners.length} owners`)
    this.model.takeOver(person, shop, owners[0]?._id ?? '')
    this.endDesktops()
  }

  private async openDesktop(person: number): Promise<void> {
    if (!this.model.held.some((held) => held.person === person && !held.isSuspended)) return
    const now = Date.now()
    const id = randomness.id()
    const personId = this.personId(person)
    const session: Session = {
      _id: id,
      personId,
      device: 'Chrome',
      maskedAddress: '',
      startedAt: now,
      usedAt: now,
      endedAt: null,
    }
    await openDatabase().collection('sessions').add(session)
    const { push } = openDatabase().command
    await openDatabase()
      .collection('people')
      .doc(personId)
      .update({ sessionIds: push(id) })
    this.sessions.push({ id, person })
  }

  private endDesktops(): void {
    const canAct = (person: number) =>
      this.model.held.some((held) => held.person === person && !held.isSuspended)
    this.sessions = this.sessions.filter(({ person }) => canAct(person))
  }

  private async reorganise(from: string, to: string): Promise<void> {
    if (from === to) return
    this.story.push(`reorganise ${from} > ${to}`)
    const database = openDatabase()
    const deps = {
      entitiesOf: entitiesOf.bind(null, database),
      moveEntities: (codes: readonly string[], units: { from: string; to: string }) =>
        moveEntities(database, auditSeal, Date.now(), codes, units),
      findStrays: findStrays.bind(null, database),
      rebuildMarked: async () => 0,
      onMoved: () => undefined,
    }
    await reorganise(deps, { from, to, divisions: [] })
    this.model.move(from, to)
  }

  private async letADayPass(): Promise<void> {
    this.story.push('a day passes')
    for (const collection of ['invitations', 'claimCodes'])
      for (const { _id } of this.rows<{ _id: string }>(collection, {}))
        await openDatabase().collection(collection).doc(_id).update({ expiresAt: 1 })
    for (const one of [...this.model.invitations, ...this.model.codes]) one.isOpen = false
    // What has passed its day can still be taken back, which changes nothing for anybody.
    for (const { _id } of this.rows<{ _id: string }>('invitations', { state: 'open' }))
      await openDatabase().collection('invitations').doc(_id).update({ state: 'cancelled' })
  }

  private async upload(person: number): Promise<string> {
    const prepared = await this.ask(person, 'evidence.prepare', {
      type: 'image/png',
      bytes: PNG_PICTURE.length,
    })
    if (!prepared.ok) throw this.mismatch(`evidence.prepare: ${prepared.error.code}`)
    const { uploadId, url, fields } = prepared.value as { uploadId: string; url: string; fields: object }
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    form.append('file', new Blob([PNG_PICTURE]))
    await fetch(url, { method: 'POST', body: form })
    return uploadId
  }

  /** Does it, compares whether it came about with what was expected, and returns the answer's value when it did. */
  private async does<A extends ActionName<'people'>>(
    person: number,
    action: A,
    input: Request<'people', A>,
    expected: boolean | undefined,
  ): Promise<object | undefined> {
    if (this.hasTriedTooOften(person, action)) return undefined
    this.tries.set(`${person} ${action}`, (this.tries.get(`${person} ${action}`) ?? 0) + 1)
    const answer = await this.ask(person, action, input)
    const outcome = answer.ok ? 'ok' : answer.error.code
    this.story.push(`${person} ${action} ${JSON.stringify(input)}: ${outcome}`)
    this.tally.compared++
    if (
      outcome === 'TOO_MANY_REQUESTS' ||
      outcome === 'SERVER_FAULT' ||
      (expected !== undefined && answer.ok !== expected)
    )
      throw this.mismatch(`expected ${expected}`)
    if (!answer.ok) return undefined
    this.tally.cameAbout[action] = (this.tally.cameAbout[action] ?? 0) + 1
    return answer.value as object
  }

  private hasTriedTooOften(person: number, action: string): boolean {
    return (this.tries.get(`${person} ${action}`) ?? 0) >= TRIES_A_MINUTE
  }

  private ask<A extends ActionName<'people'>>(person: number, action: A, input: Request<'people', A>) {
    return callAs(this.cloud, { openId: this.openId(person) }, action, input)
  }

  private async sees(
    person: number,
    action: TableAction,
    load: (cursor: string | null) => ReturnType<Game['ask']>,
    expected: string[],
  ): Promise<void> {
    const seen: string[] = []
    let cursor: string | null = null
    do {
      const answer = await load(cursor)
      this.tally.compared++
      if (answer.ok !== this.model.mayAnywhere(person, action))
        throw this.mismatch(`${person} ${action}: ${answer.ok ? 'ok' : answer.error.code}`)
      if (!answer.ok) break
      const page = answer.value as unknown as {
        rows: { id?: string; creditCode?: string }[]
        cursor: string | null
      }
      seen.push(...page.rows.map(({ id, creditCode }) => id ?? creditCode ?? ''))
      cursor = page.cursor
    } while (cursor !== null)
    this.mustEqual(`${person} ${action}`, seen.sort(), expected.sort())
  }

  private mustEqual(what: string, seen: string[], expected: string[]): void {
    if (JSON.stringify(seen) !== JSON.stringify(expected))
      throw this.mismatch(`${what}: ${JSON.stringify(seen)}, expected ${JSON.stringify(expected)}`)
  }

  private mismatch(what: string): Error {
    return new Error(`${what}\n${this.story.join('\n')}`)
  }

  private rows<Row>(collection: string, query: object): Row[] {
    return [...matching(this.cloud.store.collection(collection), query as never)].map(
      ({ document }) => document as Row,
    )
  }

  private openId(person: number): string {
    return `o-${this.serial}-${person}`
  }

  private personId(person: number): string {
    return protection.digest('person', this.openId(person))
  }
}

const PERSONS = Array.from({ length: PEOPLE }, (_, person) => person)

function pick<T>(values: readonly T[], dice: number): T {
  return values[dice % Math.max(values.length, 1)] as T
}

function placeFor(role: RoleName, dice: number): Place {
  if (role === 'merchantOwner' || role === 'merchantManager')
    return { ...CITY, creditCode: pick(SHOPS, dice).creditCode }
  if (role === 'unitClerk' || role === 'unitLead') return { ...CITY, unit: pick(UNITS, dice) }
  return role === 'departmentOfficer' ? { ...CITY, department: pick(DEPARTMENTS, dice) } : CITY
}
