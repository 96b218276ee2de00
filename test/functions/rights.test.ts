import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import tcb from '@cloudbase/node-sdk'
import { type Database, openDatabase } from '../../src/cloudbase/database'
import { openProtection } from '../../src/cloudbase/protection'
import type { EntityRow } from '../../src/cloudbase/rows'
import { FUNCTIONS, type FunctionName } from '../../src/contracts/functions'
import { PLACE_OF_ROLE, ROLES, type Role } from '../../src/contracts/roles'
import { CONSENT_TEXT } from '../../src/domain/consentText'
import { makeCreditCode } from '../../src/domain/creditCode'
import type { Claim, Grant, Invitation, Person, Place, Roster } from '../../src/domain/people'
import { rosterKey } from '../../src/domain/people'
import type { TestCloud } from '../support/cloud'
import { caseQuestions } from '../support/rightsOfCases'
import { intakeQuestions } from '../support/rightsOfIntake'
import { SHOP, UNCLAIMED_ELSEWHERE, UNCLAIMED_SHOP } from '../support/sampleCity'
import { startSampleCloud } from '../support/sampleCloud'
import { SAMPLE_KEYS } from '../support/sampleKeys'
import { PNG_PICTURE } from '../support/samplePictures'

/**
 * Every role x every action of the function map, in one's own place, in a foreign one and where nothing is, against
 * `rightsTable.md`, through the built functions.
 */

const MARKS = ['–', 'self', 'anyone', 'shop', 'unit', 'department', 'all'] as const
type Mark = (typeof MARKS)[number]
type Holder = 'citizen' | Role
type Where = 'own' | 'foreign' | 'missing'
type Answer = {
  ok: boolean
  value?: { rows?: Record<string, unknown>[]; cursor?: string | null }
  error?: { code: string; message: string }
}

const HOLDERS: Holder[] = ['citizen', ...ROLES]
const TABLE = readTable()
const ACTIONS = (Object.keys(FUNCTIONS) as FunctionName[]).flatMap((name) =>
  Object.entries(FUNCTIONS[name]).map(([action, contract]) => ({
    name,
    action,
    audience: contract.audience,
  })),
)

const { protection, randomness } = openProtection(SAMPLE_KEYS)
const now = Date.now()
const FOREIGN_CODE = makeCreditCode('92231181', 'MA000008')
const OWN: EntityRow = { ...SHOP, department: 'commerce' }
const FOREIGN: EntityRow = {
  ...SHOP,
  _id: FOREIGN_CODE,
  creditCode: FOREIGN_CODE,
  name: '北安市远山面馆',
  unit: 'beian',
  unitName: '北安市',
  department: 'education',
}
const MISSING_CREDIT_CODE = makeCreditCode('92231123', 'MA000009')
const PLACES: Record<Exclude<Where, 'missing'>, Place> = {
  own: { unit: OWN.unit, department: OWN.department, creditCode: OWN._id },
  foreign: { unit: FOREIGN.unit, department: FOREIGN.department, creditCode: FOREIGN._id },
}

let cloud: TestCloud
let database: Database
let officerGrantId: string
beforeAll(async () => {
  cloud = await startSampleCloud()
  database = openDatabase()
  await database.collection('entities').doc(SHOP._id).remove()
  for (const entity of [OWN, FOREIGN]) await insert('entities', entity)
  for (const holder of HOLDERS) if (holder !== 'citizen') await giveRole(holder, openIdOf(holder), PLACES.own)
  // Nobody is the last one of the city office.
  officerGrantId = (await giveRole('cityOfficer', 'another-officer', PLACES.own)).grant._id
})
afterAll(() => cloud.remove())

test('the table has one row for each action of the function map, one column for each role, and knows its marks', () => {
  expect(Object.keys(TABLE).sort()).toEqual(ACTIONS.map(({ name, action }) => `${name}.${action}`).sort())
  for (const row of Object.values(TABLE)) {
    expect(Object.keys(row)).toEqual(HOLDERS)
    for (const mark of Object.values(row)) expect(MARKS).toContain(mark)
  }
})

const GUARDED = ACTIONS.filter(({ audience }) => audience === 'role')
const CASES = GUARDED.flatMap(({ name, action }) =>
  HOLDERS.map(
    (holder) => [`${name}.${action}`, holder, TABLE[`${name}.${action}`]?.[holder] as Mark] as const,
  ),
)

describe('who may what', () => {
  test.each(CASES)('%s by a %s: %s', async (action, holder, mark) => {
    const own = await ask(action, holder, 'own')
    const foreign = await ask(action, holder, 'foreign')
    if (mark === '–') {
      for (const { answer } of [own, foreign]) expect(answer.error?.code).toBe('NOT_ALLOWED')
      return
    }
    expect(own.answer.error).toBeUndefined()
    if (own.answer.value?.rows) {
      expect(reaches(own.answer, OWN, own.ids)).toBe(true)
      expect(reaches(foreign.answer, FOREIGN, foreign.ids)).toBe(mark === 'all')
      return
    }
    if (mark === 'all') return expect(foreign.answer.error).toBeUndefined()
    // What is foreign is answered in the words, and with the work, of what is not there.
    const missing = await ask(action, holder, 'missing')
    expect(foreign.answer).toEqual(missing.answer)
    expect(foreign.answer.ok).toBe(false)
    expect(foreign.requests).toBe(missing.requests)
  })

  test(`${CASES.length} cases were walked in three places each`, () => {
    console.info(`rights: ${CASES.length} of ${GUARDED.length} actions x ${HOLDERS.length} holders`)
    expect(CASES).toHaveLength(GUARDED.length * HOLDERS.length)
  })

  test.each(ACTIONS.filter(({ audience }) => audience !== 'role'))(
    '$name.$action asks for $audience, whatever the role',
    ({ name, action, audience }) => {
      const expected = audience === 'anyone' ? 'anyone' : 'self'
      expect(Object.values(TABLE[`${name}.${action}`] ?? {})).toEqual(HOLDERS.map(() => expected))
    },
  )

  test.each(ACTIONS.filter(({ audience }) => audience !== 'anyone'))(
    '$name.$action is refused to somebody whom nobody knows',
    async ({ name, action }) => {
      const answer = (await cloud.callFunction(name, { action, input: {} })) as Answer
      expect(answer.error?.code).toBe('SIGN_IN_NEEDED')
    },
  )
})

/** What is asked for, with everything there that the question needs; `ids` are the rows that a list should show. */
type Question = { input: object; ids?: string[] }
const QUESTIONS: Record<string, (where: Where, holder: Holder) => Question | Promise<Question>> = {
  'people.entity.list': () => ({ input: { cursor: null, search: '' }, ids: [] }),
  'people.invitation.make': (where, holder) => ({
    input: invitationInput(holder, where),
  }),
  'people.invitation.list': async (where, holder) => {
    const { _id } = await addInvitation(where, holder)
    return { input: { cursor: null }, ids: [_id] }
  },
  'people.invitation.cancel': async (where, holder) => ({
    input: { invitationId: (await addInvitation(where, holder))._id },
  }),
  'people.grant.list': async (where, holder) => ({
    input: { cursor: null, creditCode: null },
    ids: [(await addGrantToEnd(where, holder)).grant._id],
  }),
  'people.grant.end': async (where, holder) => ({
    input: { grantId: (await addGrantToEnd(where, holder)).grant._id, reason: '调离本单位' },
  }),
  'people.grant.suspend': async (where, holder) => ({
    input: { personId: (await addGrantToEnd(where, holder)).personId, reason: '手机丢失' },
  }),
  'people.grant.resume': async (where, holder) => ({
    input: { personId: (await addGrantToEnd(where, holder, now)).personId, reason: '手机找回' },
  }),
  'people.claim.list': async (where) => ({
    input: { cursor: null, state: 'submitted' },
    ids: [(await addClaim(where))._id],
  }),
  'people.claim.read': async (where) => ({ input: { claimId: (await addClaim(where))._id } }),
  'people.claim.evidence': async (where) => ({
    input: { claimId: (await addClaim(where))._id, reason: '核对营业执照' },
  }),
  'people.claim.decide': async (where) => ({
    input: { claimId: (await addClaim(where))._id, decision: 'refuse', reason: '照片看不清楚' },
  }),
  'people.claimCode.make': async (where) => ({
    input: { creditCode: where === 'missing' ? MISSING_CREDIT_CODE : unclaimedAt(where)._id },
  }),
  'people.value.reveal': async (where) => ({
    input: { kind: 'claim', id: (await addClaim(where))._id, field: 'phone', reason: '电话核实身份' },
  }),
  ...caseQuestions({
    insert,
    uploadPicture,
    openIdOf,
    placeAt: (where) => PLACES[where],
    missingCreditCode: MISSING_CREDIT_CODE,
  }),
  ...intakeQuestions({ insert, uploadFile, placeAt: (where) => PLACES[where] }),
  'document.report.make': (where) => ({ input: { creditCode: creditCodeAt(where) } }),
  'document.data.read': (where) => ({ input: { creditCode: creditCodeAt(where) } }),
  'audit.line.list': async () => ({ input: { ...NO_FILTER, cursor: null }, ids: [await anyLineId()] }),
  'audit.line.read': async () => ({ input: { id: await anyLineId() } }),
  'audit.line.export': () => ({ input: { ...NO_FILTER, cursor: null, reason: '季度审计需要' } }),
}

const NO_FILTER = { personId: null, creditCode: null, action: null, outcome: null, from: null, to: null }

async function ask(action: string, holder: Holder, where: Where) {
  const question = QUESTIONS[action]
  if (!question) throw new Error(`${action} is not asked in this test`)
  const { input, ids = [] } = await question(where, holder)
  // Nobody is asked to wait: that is another test's rule.
  await database.collection('callCounts').where({}).remove()
  const before = cloud.databaseRequests()
  const answer = await callAs(holder, action, input)
  const requests = cloud.databaseRequests() - before
  return { answer: await withAllPages(answer, holder, action, input), ids, requests }
}

async function callAs(holder: Holder, action: string, input: object): Promise<Answer> {
  const [name, ...rest] = action.split('.') as [string, ...string[]]
  const event = { action: rest.join('.'), input }
  return (await cloud.callFunction(name, event, { openId: openIdOf(holder) })) as Answer
}

/** A list is what all its pages show. */
async function withAllPages(first: Answer, holder: Holder, action: string, input: object): Promise<Answer> {
  const rows = [...(first.value?.rows ?? [])]
  let cursor = first.value?.rows && first.value.cursor
  while (cursor) {
    const { value } = await callAs(holder, action, { ...input, cursor })
    rows.push(...(value?.rows ?? []))
    cursor = value?.cursor
  }
  return first.value?.rows ? { ...first, value: { rows } } : first
}

/** Whether a list shows what belongs to an entity's places. */
function reaches({ value }: Answer, entity: EntityRow, ids: string[]): boolean {
  const rows = value?.rows ?? []
  return ids.length === 0
    ? rows.some(({ creditCode }) => creditCode === undefined || creditCode === entity._id)
    : rows.some(({ id }) => ids.includes(String(id)))
}

/** A role that the holder may give, or for all others one that nobody below the city office may. */
function givenBy(holder: Holder): Role {
  return holder === 'merchantOwner' ? 'merchantManager' : 'unitClerk'
}

function invitationInput(holder: Holder, where: Where): object {
  const role = givenBy(holder)
  const place = placeOf(role, where)
  return { role, post: null, isHandOver: false, ...place }
}

function placeOf(role: Role, where: Where): Place {
  const field = PLACE_OF_ROLE[role]
  const nowhere: Place = { unit: null, department: null, creditCode: null }
  if (field === null) return nowhere
  const value =
    where === 'missing' ? { ...PLACES.own, unit: 'sunwu', creditCode: MISSING_CREDIT_CODE } : PLACES[where]
  return { ...nowhere, [field]: value[field] }
}

const creditCodeAt = (where: Where) => (where === 'missing' ? MISSING_CREDIT_CODE : PLACES[where].creditCode)

/** A shop that nobody holds yet. */
function unclaimedAt(where: Exclude<Where, 'missing'>): EntityRow {
  return where === 'own' ? UNCLAIMED_SHOP : UNCLAIMED_ELSEWHERE
}

function openIdOf(holder: Holder): string {
  return `rights-${holder}`
}

async function insert(collection: string, row: { _id: string }): Promise<void> {
  await database.collection(collection).add(row)
}

async function anyLineId(): Promise<string> {
  const { data } = await database.collection('auditLines').limit(1).get()
  return (data as { _id: string }[])[0]?._id ?? 'none'
}

async function giveRole(role: Role, openId: string, at: Place, suspendedAt: number | null = null) {
  const field = PLACE_OF_ROLE[role]
  const place: Place = {
    unit: null,
    department: null,
    creditCode: null,
    ...(field && { [field]: at[field] }),
  }
  const personId = protection.digest('person', openId)
  const grant: Grant = {
    _id: randomness.id(),
    personId,
    maskedName: '宋**',
    role,
    post: null,
    givenAt: now,
    givenBy: 'test',
    suspendedAt,
    endedAt: null,
    endedBy: null,
    endReason: null,
    changesMade: 0,
    ...place,
  }
  const person: Person = {
    _id: personId,
    name: protection.seal('name', '宋知远'),
    maskedName: '宋**',
    phone: null,
    maskedPhone: null,
    phoneDigest: null,
    pin: null,
    roles: [{ grantId: grant._id, role }],
    rolelessSince: null,
    sessionIds: [],
    createdAt: now,
  }
  const holder = { grantId: grant._id, personId, role }
  await insert('grants', grant)
  await insert('people', person)
  const roster = database.collection('rosters').doc(rosterKey(place))
  const [known] = (await roster.get()).data as Roster[]
  await roster.set({ claims: known?.claims ?? [], holders: [...(known?.holders ?? []), holder] })
  return { grant, personId }
}

/** Somebody with a role that the holder may end; missing: nobody. */
async function addGrantToEnd(where: Where, holder: Holder, suspendedAt: number | null = null) {
  const nobody = { grant: { _id: randomness.id() }, personId: protection.digest('person', randomness.id()) }
  if (where === 'missing') return nobody
  return giveRole(givenBy(holder), randomness.id(), PLACES[where], suspendedAt)
}

async function addInvitation(where: Where, holder: Holder): Promise<{ _id: string }> {
  if (where === 'missing') return { _id: randomness.id() }
  const role = givenBy(holder)
  const invitation: Invitation = {
    _id: randomness.id(),
    role,
    post: null,
    isHandOver: false,
    invitedBy: protection.digest('person', 'another-officer'),
    invitedByGrant: officerGrantId,
    invitedAt: now,
    expiresAt: now + 3_600_000,
    state: 'open',
    settledBy: null,
    settledAt: null,
    ...placeOf(role, where),
  }
  await insert('invitations', invitation)
  return invitation
}

async function addClaim(where: Where): Promise<{ _id: string }> {
  if (where === 'missing') return { _id: randomness.id() }
  const entity = unclaimedAt(where)
  const claim: Claim = {
    _id: randomness.id(),
    creditCode: entity._id,
    unit: entity.unit,
    entityName: entity.name,
    personId: protection.digest('person', randomness.id()),
    name: protection.seal('name', '宋知远'),
    maskedName: '宋**',
    phone: protection.seal('phone', '13900000000'),
    maskedPhone: '139****0000',
    phoneDigest: protection.digest('phone', '13900000000'),
    evidence: await uploadPicture(),
    consentVersion: CONSENT_TEXT.version,
    submittedAt: now,
    isDispute: false,
    state: 'submitted',
    decidedBy: null,
    decidedAt: null,
    decisionReason: null,
  }
  await insert('claims', claim)
  const roster = database.collection('rosters').doc(entity._id)
  const [known] = (await roster.get()).data as Roster[]
  const waiting = { claimId: claim._id, personId: claim.personId }
  await roster.set({ holders: [], claims: [...(known?.claims ?? []), waiting] })
  return claim
}

function uploadPicture(): Promise<string> {
  return uploadFile(`evidence/${randomness.id()}.png`)
}

async function uploadFile(cloudPath: string): Promise<string> {
  const app = tcb.init({ env: process.env.TCB_ENV, keepalive: true })
  const { fileID } = await app.uploadFile({ cloudPath, fileContent: Buffer.from(PNG_PICTURE) })
  return fileID
}

function readTable(): Record<string, Record<Holder, Mark>> {
  const lines = readFileSync(join(__dirname, 'rightsTable.md'), 'utf8').split('\n')
  const cells = (line: string) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim())
  const [head, , ...rows] = lines.filter((line) => line.startsWith('|')).map(cells)
  const holders = (head ?? []).slice(1) as Holder[]
  return Object.fromEntries(
    rows.map(([action, ...marks]) => [
      action,
      Object.fromEntries(holders.map((holder, index) => [holder, marks[index]])) as Record<Holder, Mark>,
    ]),
  )
}
