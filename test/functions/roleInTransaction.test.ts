import { openDatabase } from '../../src/cloudbase/database'
import { makeGuard } from '../../src/cloudbase/guard'
import { openProtection } from '../../src/cloudbase/protection'
import type { AuditLine } from '../../src/domain/auditLine'
import type { Grant, Roster } from '../../src/domain/people'
import { ok } from '../../src/domain/result'
import type { Call } from '../../src/usecases/call'
import { borrowSampleCloud } from '../support/borrowedCloud'
import { callAs, refusal, successOf } from '../support/callPeople'
import type { TestCloud } from '../support/cloud'
import { documentsOf } from '../support/documents'
import { SAMPLE_KEYS } from '../support/sampleKeys'
import { sampleGrantId, sampleIdentity, samplePersonId } from '../support/samplePeople'

/** A role ends or is suspended while a change that rests on it is in the middle of its transaction. */

const { protection, auditSeal } = openProtection(SAMPLE_KEYS)
const MARK = 'made-by-the-lead'

let cloud: TestCloud
beforeEach(async () => {
  cloud = await borrowSampleCloud()
})
afterEach(() => cloud.remove())

/** The lead changes something; `meanwhile` happens after the guard's look at the role, in the first try only. */
function changeAsLead(meanwhile: () => Promise<unknown> = async () => {}) {
  let isFirst = true
  return makeGuard({ database: openDatabase(), protection, auditSeal, now: Date.now }).answer({
    action: 'people.invitation.make',
    contract: { audience: 'role', effect: 'change', perMinute: 20 },
    input: { success: true, data: {} },
    origin: { ...sampleIdentity('lead'), sessionToken: null, address: '', userAgent: '', isHttp: false },
    handler: async (_input, { changes }: Call) => {
      changes.insert('rosters', { _id: MARK, holders: [], claims: [] })
      if (isFirst) await meanwhile()
      isFirst = false
      return ok({})
    },
  })
}
const marks = () => documentsOf<Roster>(cloud.store, 'rosters', { _id: MARK })
const leadsRole = () => documentsOf<Grant>(cloud.store, 'grants', { _id: sampleGrantId('lead') })[0]
const linesOf = (action: string) => documentsOf<AuditLine>(cloud.store, 'auditLines', { action })

test('a role that is ended in the middle of a change refuses the change, and the log tells of both', async () => {
  const answer = await changeAsLead(async () =>
    successOf(
      await callAs(cloud, 'cityOfficer', 'grant.end', {
        grantId: sampleGrantId('lead'),
        reason: '已调离本单位',
      }),
    ),
  )
  expect(answer).toEqual(refusal('ROLE_ENDED'))
  expect(marks()).toEqual([])
  expect(linesOf('people.grant.end')).toMatchObject([{ outcome: 'ok' }])
  expect(linesOf('people.invitation.make')).toMatchObject([{ outcome: 'ROLE_ENDED', changes: [] }])
})

test('a phone that is reported lost in the middle of a change refuses the change', async () => {
  const answer = await changeAsLead(async () =>
    successOf(
      await callAs(cloud, 'cityOfficer', 'grant.suspend', {
        personId: samplePersonId('lead'),
        reason: '手机丢失',
      }),
    ),
  )
  expect(answer).toEqual(refusal('ROLE_ENDED'))
  expect(marks()).toEqual([])
})

test('a change counts itself in the role it rests on, so that only one of it and the role’s end can commit first', async () => {
  expect(leadsRole()?.changesMade).toBe(0)
  expect(await changeAsLead()).toEqual(ok({}))
  expect(marks()).toHaveLength(1)
  expect(leadsRole()?.changesMade).toBe(1)
  const told = linesOf('people.invitation.make').flatMap(({ changes }) => changes)
  expect(new Set(told.map(({ collection }) => collection))).toEqual(new Set(['rosters']))
})

test('two changes at once that rest on one role both happen', async () => {
  const inner = changeAsLead(async () => {
    successOf(
      await callAs(cloud, 'lead', 'invitation.make', {
        role: 'unitClerk',
        post: null,
        isHandOver: false,
        unit: 'aihui',
        department: null,
        creditCode: null,
      }),
    )
  })
  expect(await inner).toEqual(ok({}))
  expect(leadsRole()?.changesMade).toBe(2)
  expect(linesOf('people.invitation.make')).toHaveLength(2)
})
