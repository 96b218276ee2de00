import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import { MAXIMUM_PICTURE_BYTES, type PictureType } from '../../domain/picture'
import type { Randomness } from '../../domain/protection'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { refuse } from '../refuse'

/** What the use case needs from outside. */
export type PrepareEvidenceDeps = {
  randomness: Randomness
  /** Lets whoever holds the answer upload one file to this path, for a quarter of an hour. */
  prepareUpload: (path: string) => Promise<{ fileId: string; url: string; fields: Record<string, string> }>
}

const EXTENSIONS: Record<PictureType, string> = { 'image/jpeg': 'jpg', 'image/png': 'png' }

/** Somebody is about to upload a picture of a licence. The phone never learns where it is kept. */
export async function prepareEvidence(
  { randomness, prepareUpload }: PrepareEvidenceDeps,
  { type, bytes }: Request<'people', 'evidence.prepare'>,
  { actor, changes, now }: Call,
): Promise<Result<Response<'people', 'evidence.prepare'>, CallError>> {
  if (!isTaken(type) || bytes < 1 || bytes > MAXIMUM_PICTURE_BYTES) return refuse('FILE_REFUSED')
  const uploadId = randomness.id()
  const { fileId, url, fields } = await prepareUpload(`evidence/${randomness.id()}.${EXTENSIONS[type]}`)
  changes.insert('uploads', {
    _id: uploadId,
    personId: actor.personId,
    fileId,
    preparedAt: now,
    claimId: null,
  })
  changes.note({ subject: uploadId })
  return ok({ uploadId, url, fields })
}

function isTaken(type: string): type is PictureType {
  return Object.hasOwn(EXTENSIONS, type)
}
