import type { ActionName, CallAnswer, Request, Response } from '../../src/contracts/functions'
import { callAs, codeOf, successOf } from './callPeople'
import type { TestCloud } from './cloud'
import { type SampleName, sampleIdentity } from './samplePeople'
import { PNG_PICTURE } from './samplePictures'

/** Calls an action of the function `cases` on WeChat's road. */
export function askCases<A extends ActionName<'cases'>>(
  cloud: TestCloud,
  who: SampleName,
  action: A,
  input: Request<'cases', A>,
): Promise<CallAnswer<Response<'cases', A>>> {
  return cloud.callFunction('cases', { action, input }, sampleIdentity(who)) as never
}

/** The same by people who are told what they asked for, or why not, in short. */
export function casesOf(cloud: () => TestCloud) {
  return {
    done: async <A extends ActionName<'cases'>>(who: SampleName, action: A, input: Request<'cases', A>) =>
      successOf(await askCases(cloud(), who, action, input)),
    refusal: async <A extends ActionName<'cases'>>(who: SampleName, action: A, input: Request<'cases', A>) =>
      codeOf(await askCases(cloud(), who, action, input)) ?? 'ok',
  }
}

/** Uploads a picture as somebody; the id of the upload. */
export async function uploadPictureAs(cloud: TestCloud, who: SampleName): Promise<string> {
  const { uploadId, url, fields } = successOf(
    await callAs(cloud, who, 'evidence.prepare', { type: 'image/png', bytes: PNG_PICTURE.length }),
  )
  const form = new FormData()
  for (const [name, value] of Object.entries(fields)) form.append(name, value)
  form.append('file', new Blob([PNG_PICTURE]))
  const answer = await fetch(url, { method: 'POST', body: form })
  if (!answer.ok) throw new Error(`the picture was not taken: ${answer.status}`)
  return uploadId
}
