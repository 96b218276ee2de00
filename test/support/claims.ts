import type { ActionName, CallAnswer, Request, Response } from '../../src/contracts/functions'
import { CONSENT_TEXT } from '../../src/domain/consentText'
import { matching } from '../../src/localcloud/store/find'
import { callAs } from './callPeople'
import type { TestCloud } from './cloud'
import { overwrite } from './documents'
import { UNCLAIMED_SHOP } from './sampleCity'
import { startSampleCloud } from './sampleCloud'
import { type SampleName, samplePersonId } from './samplePeople'
import { PNG_PICTURE } from './samplePictures'

/** Somebody of the sample city, or anybody else. */
export type Who = SampleName | { openId: string }

/** What a claimant says of themselves; fictional. */
export const claimant = { name: '顾长风', phone: '138 0000 0000', consentVersion: CONSENT_TEXT.version }

/** Claims of shops on a sample city of its own for every test of the file that calls this: what people and tests do there. */
export function openClaims() {
  let cloud: TestCloud
  beforeEach(async () => {
    cloud = await startSampleCloud()
  })
  afterEach(() => cloud.remove())

  const call = <A extends ActionName<'people'>>(
    who: Who,
    action: A,
    input: Request<'people', A>,
  ): Promise<CallAnswer<Response<'people', A>>> => callAs(cloud, who, action, input)
  const done = async <A extends ActionName<'people'>>(who: Who, action: A, input: Request<'people', A>) => {
    const answer = await call(who, action, input)
    if (!answer.ok) throw new Error(`${action}: ${answer.error.code}`)
    return answer.value
  }
  const refusal = async <A extends ActionName<'people'>>(
    who: Who,
    action: A,
    input: Request<'people', A>,
  ) => {
    const answer = await call(who, action, input)
    return answer.ok ? 'ok' : answer.error.code
  }
  const rows = <Row extends object>(collection: string, query: object = {}): Row[] =>
    [...matching(cloud.store.collection(collection), query as never)].map(({ document }) => document as Row)
  const change = (collection: string, id: string, fields: object) =>
    overwrite(cloud.store, collection, id, fields)

  const upload = async (who: Who, content = PNG_PICTURE) => {
    const { uploadId, url, fields } = await done(who, 'evidence.prepare', {
      type: 'image/png',
      // What is said before need not be true.
      bytes: PNG_PICTURE.length,
    })
    const form = new FormData()
    for (const [name, value] of Object.entries(fields)) form.append(name, value)
    form.append('file', new Blob([content]))
    expect((await fetch(url, { method: 'POST', body: form })).status).toBe(200)
    return uploadId
  }
  const claim = async (who: Who, more: Partial<Request<'people', 'claim.submit'>> = {}) => {
    const input = { creditCode: UNCLAIMED_SHOP._id, uploadId: await upload(who), ...claimant, ...more }
    return (await done(who, 'claim.submit', input)).claim
  }
  const decide = (who: Who, claimId: string, decision: 'confirm' | 'refuse', reason = '') =>
    refusal(who, 'claim.decide', { claimId, decision, reason })
  const holders = (creditCode: string) =>
    rows<{ personId: string; role: string }>('grants', { creditCode, endedAt: null }).map(
      ({ personId, role }) => `${role} ${personId}`,
    )
  const noticesOf = (who: SampleName) =>
    rows<{ kind: string; reason: string | null }>('notices', { personId: samplePersonId(who) }).map(
      ({ kind, reason }) => (reason === null ? kind : `${kind}: ${reason}`),
    )
  return { call, done, refusal, rows, change, upload, claim, decide, holders, noticesOf }
}
