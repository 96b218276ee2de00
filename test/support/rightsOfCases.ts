import { openProtection } from '../../src/cloudbase/protection'
import type { RecordRow } from '../../src/cloudbase/rows'
import { addMonths, shanghaiDate } from '../../src/domain/calendar'
import type { CreditCase } from '../../src/domain/creditCase'
import type { Place, Upload } from '../../src/domain/people'
import { SAMPLE_KEYS } from './sampleKeys'

/** What the walk through the role table asks of the function `cases`, with everything there that a question needs. */

type Where = 'own' | 'foreign' | 'missing'
type Question = { input: object; ids?: string[] }
type Deps = {
  insert: (collection: string, row: { _id: string }) => Promise<void>
  uploadPicture: () => Promise<string>
  openIdOf: (holder: never) => string
  placeAt: (where: 'own' | 'foreign') => Place
  missingCreditCode: string
}

const { protection, randomness } = openProtection(SAMPLE_KEYS)
const now = Date.now()

/** The questions, by action. */
export function caseQuestions(
  deps: Deps,
): Record<string, (where: Where, holder: string) => Promise<Question>> {
  return {
    'cases.record.list': async (where) => {
      const { _id } = await addRecord(deps, where)
      return { input: { cursor: null, creditCode: creditCodeAt(deps, where) }, ids: [_id] }
    },
    'cases.record.tier': async (where) => ({
      input: { recordId: (await addRecord(deps, where))._id, tier: 'minor', basis: '裁量基准：从轻处罚' },
    }),
    'cases.record.confirmTier': async (where) => {
      const by = protection.digest('person', randomness.id())
      const proposedTier = { tier: 'minor' as const, basis: '裁量基准：从轻处罚', by, at: now }
      return {
        input: { recordId: (await addRecord(deps, where, { proposedTier }))._id, decision: 'confirm' },
      }
    },
    'cases.record.suspend': async (where) => ({
      input: { recordId: (await addRecord(deps, where))._id, reason: '已受理行政复议' },
    }),
    'cases.record.resume': async (where) => ({
      input: { recordId: (await addRecord(deps, where, { suspended: true }))._id, reason: '复议维持原决定' },
    }),
    'cases.objection.file': async (where) => ({
      input: { recordId: (await addRecord(deps, where))._id, text: '罚款金额有误', uploadIds: [] },
    }),
    'cases.repair.file': async (where, holder) => ({
      input: {
        recordId: (await addRecord(deps, where))._id,
        text: '罚款已经缴清',
        uploadIds: [await addUpload(deps, holder)],
        promise: true,
      },
    }),
    'cases.clarification.file': async (where) => ({
      input: { recordId: (await addRecord(deps, where))._id, text: '当天已经整改' },
    }),
    'cases.case.list': async (where, holder) => ({
      input: { cursor: null, isOpen: true },
      ids: [(await addCase(deps, where, holder))._id],
    }),
    'cases.case.read': async (where, holder) => ({
      input: { caseId: (await addCase(deps, where, holder))._id },
    }),
    'cases.case.proof': async (where, holder) => ({
      input: { caseId: (await addCase(deps, where, holder))._id, index: 0, reason: '核对证明材料' },
    }),
    'cases.case.contact': async (where, holder) => ({
      input: { caseId: (await addCase(deps, where, holder))._id, reason: '回复核实结果' },
    }),
    'cases.case.takeBack': async (where, holder) => ({
      input: { caseId: (await addCase(deps, where, holder))._id },
    }),
    'cases.case.decide': async (where, holder) => {
      const { _id: caseId, kind } = await addCase(deps, where, holder)
      const outcome = kind === 'clarification' ? 'refused' : 'kept'
      return {
        input: {
          caseId,
          outcome,
          reason: '经核对原决定书',
          nextStep: '补充证据后可以再次提出',
          corrections: {},
        },
      }
    },
  }
}

function creditCodeAt(deps: Deps, where: Where): string {
  return where === 'missing' ? deps.missingCreditCode : (deps.placeAt(where).creditCode as string)
}

/** A penalty that may be repaired today; missing: one that is not there. */
async function addRecord(deps: Deps, where: Where, more: Partial<RecordRow> = {}): Promise<{ _id: string }> {
  const _id = randomness.id()
  if (where === 'missing') return { _id }
  const { creditCode, department } = deps.placeAt(where) as { creditCode: string; department: string }
  const decidedOn = addMonths(shanghaiDate(now), -6)
  const record: RecordRow = {
    _id,
    creditCode,
    department,
    kind: 'penalty',
    source: '测试机关',
    decidedOn,
    categories: ['罚款'],
    values: { documentNumber: _id, decidedOn },
    ...more,
  }
  await deps.insert('records', record)
  return record
}

/** A case that the holder's role may have to do with: units decide clarifications, departments the rest. */
async function addCase(deps: Deps, where: Where, holder: string): Promise<Pick<CreditCase, '_id' | 'kind'>> {
  const isOfUnit = holder === 'unitClerk' || holder === 'unitLead'
  const kind = isOfUnit ? 'clarification' : 'objection'
  if (where === 'missing') return { _id: randomness.id(), kind }
  const place = deps.placeAt(where)
  const found: CreditCase = {
    _id: randomness.id(),
    number: `YY${randomness.digits(14)}`,
    kind,
    subjectCode: creditCodeAt(deps, where),
    entityName: '爱辉区北岸灯火小吃店',
    recordId: null,
    recordName: '行政处罚',
    filedBy: protection.digest('person', randomness.id()),
    filedAt: now,
    text: '罚款金额有误',
    proofs: [await deps.uploadPicture()],
    contact: protection.seal('phone', '13900000000'),
    maskedContact: '139****0000',
    state: 'open',
    isOpen: true,
    listedAt: now,
    dueOn: shanghaiDate(now),
    isDueAnnounced: true,
    closedBy: null,
    closedAt: null,
    outcomeReason: null,
    nextStep: null,
    creditCode: place.creditCode,
    unit: isOfUnit ? place.unit : null,
    department: isOfUnit ? null : place.department,
  }
  await deps.insert('cases', found)
  return found
}

/** A picture that the holder has uploaded for a form. */
async function addUpload(deps: Deps, holder: string): Promise<string> {
  const upload: Upload = {
    _id: randomness.id(),
    personId: protection.digest('person', deps.openIdOf(holder as never)),
    fileId: await deps.uploadPicture(),
    preparedAt: now,
    claimId: null,
  }
  await deps.insert('uploads', upload)
  return upload._id
}
