import type { RecordRow } from '../../src/cloudbase/rows'
import type { ReportBody } from '../../src/contracts/report'
import { shanghaiDate } from '../../src/domain/calendar'
import { deadlineAfter } from '../../src/domain/workingDays'
import { borrowSampleCloud } from '../support/borrowedCloud'
import { casesOf, uploadPictureAs } from '../support/callCases'
import type { TestCloud } from '../support/cloud'
import { PENALTY, PLAQUES, SHOP } from '../support/sampleCity'
import { samplePersonId } from '../support/samplePeople'
import { documentOf, rowsOf, updateRow } from '../support/storedRows'

/** Records put right on request: the built function, through the real SDK, on localcloud. */

let cloud: TestCloud
beforeEach(async () => {
  cloud = await borrowSampleCloud()
  updateRow(cloud, 'records', PENALTY._id, { department: 'marketRegulation' })
})
afterEach(() => cloud.remove())
const { done, refusal } = casesOf(() => cloud)

const today = shanghaiDate(Date.now())
const recordId = PENALTY._id
const penalty = () => documentOf<RecordRow>(cloud, 'records', recordId)

/** What a citizen who scans sees of the penalty. */
async function scanned() {
  const answer = (await cloud.callFunction('credit', {
    action: 'report.read',
    input: { code: PLAQUES.assigned.code },
  })) as { value: { body: ReportBody } }
  return answer.value.body.chapters.flatMap(({ records }) => records).find(({ kind }) => kind === 'penalty')
}
const requestsOfScan = async () => {
  const before = cloud.databaseRequests()
  await scanned()
  return cloud.databaseRequests() - before
}
/** What whoever asked is told to do where the wish is not met. */
const NEXT_STEP = '补充证据后可以再次提出'
const object = (text = '决定书已被更正，罚款金额有误') =>
  done('owner', 'objection.file', { recordId, text, uploadIds: [] })
const decide = (
  caseId: string,
  outcome: 'kept' | 'corrected' | 'withdrawn' | 'granted' | 'refused' | 'confirmed',
  corrections = {},
) =>
  done('departmentOfficer', 'case.decide', {
    caseId,
    outcome,
    reason: '经核对原决定书',
    nextStep: NEXT_STEP,
    corrections,
  })

describe('an objection of the merchant', () => {
  test('shows 异议处理中 at once, and when it is corrected the report says what is right, all without a second request', async () => {
    const { id, number, dueOn } = await object()
    expect(dueOn).toBe(deadlineAfter(today, 5).on)
    expect(number).toMatch(/^YY\d{14}$/)
    expect(await scanned()).toMatchObject({ objectionPending: true })
    await decide(id, 'corrected', { content: '罚款人民币壹佰元。' })
    expect(await scanned()).toMatchObject({
      objectionPending: false,
      values: { content: '罚款人民币壹佰元。' },
    })
    expect(await requestsOfScan()).toBe(1)
    expect(rowsOf(cloud, 'recordVersions')).toMatchObject([
      {
        _id: `${recordId}:0`,
        recordId,
        record: { values: PENALTY.values },
        replacedBy: samplePersonId('departmentOfficer'),
      },
    ])
    expect(rowsOf(cloud, 'notices', { personId: samplePersonId('owner') })).toMatchObject([
      { kind: 'caseDecided', reason: `${number}：经核对原决定书` },
    ])
  })

  test('that is kept leaves the record as it was; one that ends in withdrawal takes it off and keeps it', async () => {
    await decide((await object()).id, 'kept')
    expect(await scanned()).toMatchObject({ objectionPending: false })
    expect(await penalty()).toEqual({ ...PENALTY, department: 'marketRegulation', changesMade: 2 })
    await decide((await object('这份决定书不是本店的')).id, 'withdrawn')
    expect(await scanned()).toBeUndefined()
    expect(await penalty()).toMatchObject({ revokedOn: today, withdrawal: { reason: '经核对原决定书' } })
  })

  test('is made once at a time, by the shop’s own people, and taken back by them', async () => {
    const { id } = await object()
    expect(await refusal('manager', 'objection.file', { recordId, text: '金额不对', uploadIds: [] })).toBe(
      'CASE_OPEN_ALREADY',
    )
    expect(await refusal('otherOwner', 'objection.file', { recordId, text: '金额不对', uploadIds: [] })).toBe(
      'NOT_FOUND',
    )
    expect(await refusal('otherOwner', 'case.takeBack', { caseId: id })).toBe('NOT_FOUND')
    expect(await refusal('manager', 'case.takeBack', { caseId: id })).toBe('ok')
    expect(await scanned()).toMatchObject({ objectionPending: false })
    expect(await refusal('owner', 'case.takeBack', { caseId: id })).toBe('CASE_CLOSED')
    expect(
      await refusal('departmentOfficer', 'case.decide', {
        caseId: id,
        outcome: 'kept',
        reason: '核对无误',
        nextStep: NEXT_STEP,
        corrections: {},
      }),
    ).toBe('CASE_CLOSED')
  })

  test('is not decided with what the table does not have, without a reason, or with a correction of what identifies it', async () => {
    const { id: caseId } = await object()
    const attempt = (
      outcome: 'kept' | 'corrected' | 'granted',
      reason: string,
      corrections: Record<string, string>,
      nextStep: string | null = NEXT_STEP,
    ) => refusal('departmentOfficer', 'case.decide', { caseId, outcome, reason, nextStep, corrections })
    expect(await attempt('granted', '符合条件', {})).toBe('CASE_OUTCOME_INVALID')
    expect(await attempt('kept', ' ', {})).toBe('REASON_MISSING')
    for (const nothing of [null, ' '])
      expect(await attempt('kept', '核对无误', {}, nothing)).toBe('CASE_NEXT_STEP_MISSING')
    expect(await attempt('kept', '核对无误', {}, '请拨打13800138000')).toBe('PERSONAL_NUMBER_REFUSED')
    expect(await attempt('corrected', '经核对更正', {})).toBe('CASE_CORRECTION_MISSING')
    expect(await attempt('corrected', '经核对更正', { documentNumber: '别的文号' })).toBe(
      'CASE_CORRECTION_MISSING',
    )
    expect(await attempt('corrected', '经核对更正', { internalNote: '别的' })).toBe('CASE_CORRECTION_MISSING')
    expect(await attempt('corrected', '经核对更正', { content: '请拨打13800138000' })).toBe(
      'PERSONAL_NUMBER_REFUSED',
    )
    expect(await scanned()).toMatchObject({ objectionPending: true })
  })
})

describe('repair', () => {
  const ask = async (more: object = {}) => ({
    recordId,
    text: '罚款已于当月缴清，并已明码标价',
    uploadIds: [await uploadPictureAs(cloud, 'owner')],
    promise: true,
    ...more,
  })

  test('ends the publication in the transaction of the decision, keeps the record, and tells the merchant', async () => {
    const { id } = await done('owner', 'repair.file', await ask())
    expect(await scanned()).toBeDefined()
    await decide(id, 'granted')
    expect(await scanned()).toBeUndefined()
    expect(await requestsOfScan()).toBe(1)
    expect(await penalty()).toMatchObject({ repairedOn: today, values: PENALTY.values })
    const [row] = (await done('owner', 'record.list', { cursor: null, creditCode: SHOP._id })).rows
    expect(row?.why).toMatchObject({ reason: 'repaired', since: today })
    expect(rowsOf(cloud, 'notices', { personId: samplePersonId('owner') })).toHaveLength(1)
  })

  test('that is refused says why and what to do next, and may be asked for again', async () => {
    const { id } = await done('owner', 'repair.file', await ask())
    expect(await refusal('owner', 'repair.file', await ask())).toBe('CASE_OPEN_ALREADY')
    await decide(id, 'refused')
    expect(await scanned()).toBeDefined()
    expect((await done('owner', 'case.list', { cursor: null, isOpen: false })).rows).toMatchObject([
      { id, state: 'refused', outcomeReason: '经核对原决定书', nextStep: NEXT_STEP },
    ])
    expect(rowsOf(cloud, 'notices', { personId: samplePersonId('owner') })).toMatchObject([
      { reason: expect.stringContaining(`（下一步：${NEXT_STEP}）`) },
    ])
    await done('owner', 'repair.file', await ask())
  })

  test('needs the day, the proof and the promise', async () => {
    expect(await refusal('owner', 'repair.file', await ask({ uploadIds: [] }))).toBe('REPAIR_PROOF_MISSING')
    expect(await refusal('owner', 'repair.file', await ask({ promise: false }))).toBe(
      'REPAIR_PROMISE_MISSING',
    )
    expect(await refusal('owner', 'repair.file', await ask({ uploadIds: ['0'.repeat(26)] }))).toBe(
      'FILE_REFUSED',
    )
    updateRow(cloud, 'records', recordId, { tier: 'serious' })
    expect(await refusal('owner', 'repair.file', await ask())).toBe('REPAIR_NOT_YET')
    updateRow(cloud, 'records', recordId, { suspended: true })
    expect(await refusal('owner', 'repair.file', await ask())).toBe('REPAIR_NOT_POSSIBLE')
  })
})

test('a clarification shows after the unit’s clerk has looked at it, and no department decides it', async () => {
  const { id } = await done('owner', 'clarification.file', {
    recordId,
    text: '当天换价签未及时更新，已整改。',
  })
  const input = {
    caseId: id,
    outcome: 'confirmed' as const,
    reason: '内容属实',
    nextStep: null,
    corrections: {},
  }
  expect(await scanned()).toMatchObject({ clarification: null })
  for (const who of ['departmentOfficer', 'otherClerk'] as const)
    expect(await refusal(who, 'case.decide', input)).toBe('NOT_FOUND')
  await done('clerk', 'case.decide', input)
  expect(await scanned()).toMatchObject({
    clarification: { text: '当天换价签未及时更新，已整改。', confirmedOn: today },
  })
  expect(await requestsOfScan()).toBe(1)
})

describe('a mistake that somebody tells of', () => {
  const tell = (more: object = {}) => ({
    plaqueNumber: PLAQUES.assigned.number,
    record: {
      kind: 'penalty',
      date: PENALTY.decidedOn as string,
      documentNumber: PENALTY.values.documentNumber as string,
    },
    text: '这家店的处罚金额和决定书不一样',
    contact: '138 0013 8000',
    ...more,
  })

  test('goes to the owner of the record without any mark, and the shop sees nothing of it', async () => {
    const { id } = await done('citizen', 'mistake.file', tell())
    expect(await scanned()).toMatchObject({ objectionPending: false })
    expect((await done('owner', 'case.list', { cursor: null, isOpen: true })).rows).toEqual([])
    expect(await done('departmentOfficer', 'case.read', { caseId: id })).toMatchObject({
      maskedContact: '138****8000',
      record: { id: recordId },
      outcomes: ['kept', 'corrected', 'withdrawn'],
    })
    const kept = JSON.stringify([rowsOf(cloud, 'cases'), rowsOf(cloud, 'auditLines')])
    expect(kept).not.toMatch(/13800138000|138 0013 8000/)
    expect(await done('departmentOfficer', 'case.contact', { caseId: id, reason: '回复核实结果' })).toEqual({
      value: '13800138000',
    })
    await decide(id, 'kept')
    expect(rowsOf(cloud, 'notices', { personId: samplePersonId('citizen') })).toHaveLength(1)
  })

  test('that names no record goes to the city office, and has to be one', async () => {
    const { id } = await done('citizen', 'mistake.file', tell({ record: null, contact: null }))
    expect(await refusal('departmentOfficer', 'case.read', { caseId: id })).toBe('NOT_FOUND')
    expect(await done('cityOfficer', 'case.read', { caseId: id })).toMatchObject({
      record: null,
      maskedContact: null,
    })
    expect(await refusal('citizen', 'mistake.file', tell({ text: '  ' }))).toBe('CASE_TEXT_MISSING')
    expect(await refusal('citizen', 'mistake.file', tell({ text: '店主电话 13800138000' }))).toBe(
      'PERSONAL_NUMBER_REFUSED',
    )
    expect(await refusal('citizen', 'mistake.file', tell({ plaqueNumber: '123' }))).toBe(
      'PLAQUE_NUMBER_LENGTH',
    )
    expect(await refusal('citizen', 'mistake.file', tell({ contact: '12' }))).toBe('PHONE_INVALID')
  })
})

describe('a tier by hand', () => {
  const propose = (who: 'departmentOfficer' | 'cityOfficer', tier: 'minor' | 'ordinary' | 'serious') =>
    refusal(who, 'record.tier', { recordId, tier, basis: '裁量基准：从轻处罚' })

  test('is proposed by one, confirmed by another, and stands in the log with its basis', async () => {
    expect(await propose('departmentOfficer', 'ordinary')).toBe('TIER_NOT_POSSIBLE')
    expect(await propose('departmentOfficer', 'minor')).toBe('ok')
    expect(await scanned()).toBeDefined()
    const confirm = { recordId, decision: 'confirm' as const }
    expect(await refusal('departmentOfficer', 'record.confirmTier', confirm)).toBe('TIER_SECOND_PERSON')
    expect(await refusal('cityOfficer', 'record.confirmTier', confirm)).toBe('ok')
    expect(await scanned()).toBeUndefined()
    expect(await penalty()).toMatchObject({ tier: 'minor', tierBasis: '裁量基准：从轻处罚', revision: 1 })
    const lines = rowsOf<{ action: string; outcome: string; reason: string }>(cloud, 'auditLines')
    const told = lines.filter(({ action, outcome }) => /tier/i.test(action) && outcome === 'ok')
    expect(told.map(({ action, reason }) => `${action} ${reason}`).sort()).toEqual([
      'cases.record.confirmTier 裁量基准：从轻处罚',
      'cases.record.tier 裁量基准：从轻处罚',
    ])
  })

  test('that the second person refuses leaves nothing', async () => {
    await propose('departmentOfficer', 'serious')
    expect(await refusal('secondOfficer', 'record.confirmTier', { recordId, decision: 'refuse' })).toBe('ok')
    expect(await penalty()).toEqual({ ...PENALTY, department: 'marketRegulation', changesMade: 2 })
    expect(await refusal('secondOfficer', 'record.confirmTier', { recordId, decision: 'confirm' })).toBe(
      'TIER_NOT_PROPOSED',
    )
  })
})

test('during review a record is not shown, and afterwards again', async () => {
  const input = { recordId, reason: '已受理行政复议' }
  expect(await refusal('departmentOfficer', 'record.suspend', input)).toBe('ok')
  expect(await scanned()).toBeUndefined()
  const [row] = (await done('departmentOfficer', 'record.list', { cursor: null, creditCode: SHOP._id })).rows
  expect(row).toMatchObject({
    why: { reason: 'suspended', since: today },
    suspension: { reason: '已受理行政复议' },
  })
  expect(await refusal('departmentOfficer', 'record.suspend', input)).toBe('SUSPENDED_ALREADY')
  expect(await refusal('departmentOfficer', 'record.resume', { ...input, reason: '复议维持原决定' })).toBe(
    'ok',
  )
  expect(await scanned()).toBeDefined()
  expect(await penalty()).toEqual({ ...PENALTY, department: 'marketRegulation', changesMade: 2 })
})
