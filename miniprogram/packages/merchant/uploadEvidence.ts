import { callError } from '../../../src/contracts/errors'
import type { CallAnswer } from '../../../src/contracts/functions'
import { call } from '../../gateway/call'
import type { ChosenPicture } from '../../platform/choosePicture'
import { uploadFile } from '../../platform/uploadFile'

/** Brings a picture up that a form needs; the id that the form names it by. */
export async function uploadEvidence(picture: ChosenPicture): Promise<CallAnswer<string>> {
  const prepared = await call('people', 'evidence.prepare', { type: picture.type, bytes: picture.bytes })
  if (!prepared.ok) return prepared
  const { uploadId, ...target } = prepared.value
  return (await uploadFile(picture, target))
    ? { ok: true, value: uploadId }
    : { ok: false, error: callError('NETWORK_UNREACHABLE') }
}
