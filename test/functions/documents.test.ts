import { openDatabase } from '../../src/cloudbase/database'
import { hmacKey } from '../../src/cloudbase/settings'
import type { ActionName, CallAnswer, Request, Response } from '../../src/contracts/functions'
import { documentCheckCode } from '../../src/domain/documentNumber'
import type { KeptDocument } from '../../src/domain/reportDocument'
import { codeOf, successOf } from '../support/callPeople'
import type { TestCloud } from '../support/cloud'
import { documentsOf } from '../support/documents'
import { readPdf } from '../support/readPdf'
import { PENALTY, PLAQUES, SHOP } from '../support/sampleCity'
import { startSampleCloud } from '../support/sampleCloud'
import { COMPANY } from '../support/sampleCompany'
import { type SampleName, sampleIdentity } from '../support/samplePeople'

/** A report as a file: who gets which, and how a doctored one is found out. */

let cloud: TestCloud
beforeEach(async () => {
  cloud = await startSampleCloud()
})
afterEach(() => cloud.remove())

const ask = <A extends ActionName<'document'>>(
  who: SampleName,
  action: A,
  input: Request<'document', A>,
): Promise<CallAnswer<Response<'document', A>>> =>
  cloud.callFunction('document', { action, input }, sampleIdentity(who)) as Promise<
    CallAnswer<Response<'document', A>>
  >
const makeOwn = (who: SampleName, creditCode: string) => ask(who, 'report.make', { creditCode })
const makePublic = (plaque: { code: string } | { number: string }) =>
  ask('citizen', 'report.makePublic', plaque)
const textOf = (pdf: string) => readPdf(Buffer.from(pdf, 'base64')).pages.flat().join('\n')
const scanned = async (code: string) =>
  (
    (await cloud.callFunction('credit', { action: 'report.read', input: { code } })) as {
      value: { body: object }
    }
  ).value.body

test('anybody gets what a scan shows, by code or by number, with number, time and check code in it', async () => {
  for (const plaque of [{ code: PLAQUES.company.code }, { number: PLAQUES.company.number }]) {
    const { number, checkCode, pdf } = successOf(await makePublic(plaque))
    const text = textOf(pdf)
    expect(text).toContain(COMPANY.name)
    expect(text).toContain(number)
    expect(text).toContain(checkCode)
    expect(text).toContain('第 4 条')
  }
})

test('personal numbers are in no document, the merchant’s own included', async () => {
  const own = successOf(await makeOwn('owner', SHOP._id))
  const open = successOf(await makePublic({ code: PLAQUES.assigned.code }))
  for (const { pdf } of [own, open]) {
    const text = textOf(pdf).replace(/\s/g, '')
    expect(text).toContain('爱市监罚〔2026〕7号')
    expect(text).not.toMatch(/110101199003074512|13800138000|不公开的字段/)
    // Of a household business no address is public.
    expect(text).not.toContain('三单元')
  }
})

test('owner and manager have the report of their own shop, nobody that of another', async () => {
  expect((await makeOwn('owner', SHOP._id)).ok).toBe(true)
  expect((await makeOwn('manager', SHOP._id)).ok).toBe(true)
  expect(codeOf(await makeOwn('owner', COMPANY._id))).toBe('NOT_FOUND')
  expect(codeOf(await makeOwn('clerk', SHOP._id))).toBe('NOT_ALLOWED')
  expect(codeOf(await ask('owner', 'data.read', { creditCode: COMPANY._id }))).toBe('NOT_FOUND')
})

test('a merchant has its report whatever became of its plaque; the public does not', async () => {
  await openDatabase().collection('reports').doc(SHOP._id).remove()
  expect((await makeOwn('owner', SHOP._id)).ok).toBe(true)
  for (const standing of ['notAssigned', 'replaced', 'suspended', 'revoked', 'deregistered'] as const)
    expect(codeOf(await makePublic({ code: PLAQUES[standing].code }))).toBe('REPORT_NOT_SHOWN')
  expect(codeOf(await makePublic({ code: PLAQUES.unknown.code }))).toBe('PLAQUE_UNKNOWN')
})

test('a merchant takes away as data what the public sees', async () => {
  const { body } = successOf(await ask('otherOwner', 'data.read', { creditCode: COMPANY._id }))
  expect(body).toEqual(await scanned(PLAQUES.company.code))
})

test('a check tells what the genuine document says, without a name being kept', async () => {
  const { number, checkCode, madeAt, pdf } = successOf(await makePublic({ code: PLAQUES.company.code }))
  const checked = successOf(await ask('citizen', 'document.check', { number, checkCode }))
  expect(checked).toMatchObject({
    number,
    madeAt,
    entityName: COMPANY.name,
    creditCode: COMPANY._id,
    isCurrent: true,
  })
  const lines = textOf(pdf)
  for (const { label, count } of checked.counts) expect(lines).toContain(`${label}\n${count} 条`)
  expect(lines.replace(/\s/g, '')).toContain(`内容摘要${checked.digest}`)
  const [kept] = documentsOf<KeptDocument>(cloud.store, 'documents', { _id: number })
  expect(Object.keys(kept ?? {}).sort()).toEqual([
    '_id',
    'counts',
    'creditCode',
    'digest',
    'edition',
    'madeAt',
  ])
})

test('a document that differs by one word has another digest; after a change the old one is told to be old', async () => {
  const { number, checkCode } = successOf(await makeOwn('owner', SHOP._id))
  const before = successOf(await ask('citizen', 'document.check', { number, checkCode }))
  await openDatabase()
    .collection('records')
    .doc(PENALTY._id)
    .update({ values: { content: '罚款人民币伍佰壹元。' } })
  const after = successOf(await ask('citizen', 'document.check', { number, checkCode }))
  expect(after).toEqual({ ...before, isCurrent: false })
  const anew = successOf(await makeOwn('owner', SHOP._id))
  const checked = successOf(
    await ask('citizen', 'document.check', { number: anew.number, checkCode: anew.checkCode }),
  )
  expect(checked.digest).not.toBe(before.digest)
})

test('an invented number, a wrong check code and a number without a document are all unknown; forgeries cost no request', async () => {
  const { number, checkCode } = successOf(await makeOwn('owner', SHOP._id))
  const other = `${number.slice(0, 13)}${(Number(number[13]) + 1) % 10}${number.slice(14)}`
  const before = cloud.databaseRequests()
  for (const input of [
    { number: other, checkCode },
    { number, checkCode: checkCode === '00000000' ? '11111111' : '00000000' },
  ])
    expect(codeOf(await ask('citizen', 'document.check', input))).toBe('DOCUMENT_UNKNOWN')
  expect(codeOf(await ask('citizen', 'document.check', { number: 'x', checkCode }))).toBe(
    'DOCUMENT_NUMBER_INVALID',
  )
  expect(cloud.databaseRequests()).toBe(before)
  // Signed, but no document of the city: of a database that was lost, say.
  const signed = documentCheckCode(other, hmacKey('t1', Buffer.from('5a'.repeat(32), 'hex')))
  expect(codeOf(await ask('citizen', 'document.check', { number: other, checkCode: signed }))).toBe(
    'DOCUMENT_UNKNOWN',
  )
})

test('who makes too many is asked to wait', async () => {
  const answers = []
  for (let count = 0; count < 8; count++) answers.push(codeOf(await makeOwn('owner', SHOP._id)))
  expect(answers.filter((code) => code === undefined)).toHaveLength(6)
  expect(answers.at(-1)).toBe('TOO_MANY_REQUESTS')
})

test('each document leaves a line in the audit log, of whom it is about and by whom', async () => {
  const { number } = successOf(await makeOwn('owner', SHOP._id))
  const open = successOf(await makePublic({ code: PLAQUES.company.code }))
  const lines = documentsOf<{ action: string; subject: string; creditCode: string }>(
    cloud.store,
    'auditLines',
    {},
  )
  expect(lines).toContainEqual(
    expect.objectContaining({ action: 'document.report.make', subject: number, creditCode: SHOP._id }),
  )
  expect(lines).toContainEqual(
    expect.objectContaining({ action: 'document.report.makePublic', subject: open.number }),
  )
})

describe('a city that names the chapters as in 2021', () => {
  test('does so in documents and tells the app to', async () => {
    const city = await startSampleCloud({ REPORT_EDITION: '2021' })
    try {
      const input = { code: PLAQUES.company.code }
      const made = (await city.callFunction(
        'document',
        { action: 'report.makePublic', input },
        {
          openId: 'o-citizen',
        },
      )) as CallAnswer<Response<'document', 'report.makePublic'>>
      const text = textOf(successOf(made).pdf)
      expect(text).toContain('版本号 2021年版')
      expect(text).toContain('五、失信惩戒信息')
      expect(text).not.toContain('严重失信主体名单信息')
      const told = await city.callFunction('credit', { action: 'city.read', input: {} })
      expect(told).toMatchObject({ value: { edition: '2021' } })
    } finally {
      await city.remove()
    }
  })
})
