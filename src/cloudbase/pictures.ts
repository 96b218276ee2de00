import tcb from '@cloudbase/node-sdk'
import { MAXIMUM_PICTURE_BYTES, PICTURE_HEAD_BYTES, pictureType } from '../domain/picture'

/** The SDK's handle of an environment, as far as files are concerned. */
export type FileCloud = Pick<
  ReturnType<typeof tcb.init>,
  'getUploadMetadata' | 'getTempFileURL' | 'deleteFile'
>

/** Opens the storage of the environment the function runs in. */
export function openFiles(): FileCloud {
  return tcb.init({ env: process.env.TCB_ENV ?? tcb.SYMBOL_CURRENT_ENV, keepalive: true })
}

/** The storage takes no more at once. */
const FILES_A_REQUEST = 50
/** Long enough for a look of our own. */
const LOOK_SECONDS = 60

/** Lets whoever holds the answer upload one file to this path by a form POST, for a quarter of an hour. */
export async function prepareUpload(
  files: FileCloud,
  path: string,
): Promise<{ fileId: string; url: string; fields: Record<string, string> }> {
  const { data } = await files.getUploadMetadata({ cloudPath: path })
  const fields = {
    key: path,
    Signature: data.authorization,
    'x-cos-security-token': data.token,
    'x-cos-meta-fileid': data.cosFileId,
    success_action_status: '200',
  }
  return { fileId: data.fileId, url: data.url, fields }
}

/** Reads the beginning of an uploaded file: what it is and how large, whatever was said of it. */
export async function lookAtPicture(
  files: FileCloud,
  fileId: string,
): Promise<'picture' | 'notTaken' | 'missing'> {
  const url = await linkOf(files, fileId, LOOK_SECONDS)
  if (url === undefined) return 'missing'
  const answer = await fetch(url, { headers: { range: `bytes=0-${PICTURE_HEAD_BYTES - 1}` } })
  // An empty file has no beginning.
  if (answer.status === 416) return 'notTaken'
  if (!answer.ok) throw new Error(`the storage answers ${answer.status} for a file that it has`)
  const head = new Uint8Array(await answer.arrayBuffer())
  const isTaken = pictureType(head) !== undefined && wholeBytes(answer) <= MAXIMUM_PICTURE_BYTES
  return isTaken ? 'picture' : 'notTaken'
}

/** A link for everybody who has it, that dies after the time; undefined when the file is gone. */
export function linkToPicture(files: FileCloud, fileId: string, lifeMs: number): Promise<string | undefined> {
  return linkOf(files, fileId, lifeMs / 1000)
}

/** Throws files away; one that is gone already is none to worry about. */
export async function deleteFiles(
  files: Pick<FileCloud, 'deleteFile'>,
  fileIds: readonly string[],
): Promise<void> {
  for (let at = 0; at < fileIds.length; at += FILES_A_REQUEST) {
    const { fileList } = await files.deleteFile({ fileList: fileIds.slice(at, at + FILES_A_REQUEST) })
    const failed = fileList.find(({ code }) => code !== 'SUCCESS' && code !== 'STORAGE_FILE_NONEXIST')
    if (failed) throw new Error(`the storage answers ${failed.code} for a file to delete`)
  }
}

async function linkOf(files: FileCloud, fileId: string, seconds: number): Promise<string | undefined> {
  const { fileList } = await files.getTempFileURL({ fileList: [{ fileID: fileId, maxAge: seconds }] })
  const [file] = fileList
  return file?.code === 'SUCCESS' ? file.tempFileURL : undefined
}

/** `content-range: bytes 0-11/48213`; a storage that sends the whole file says how long it is. */
function wholeBytes(answer: Response): number {
  const whole = answer.headers.get('content-range')?.split('/')[1] ?? answer.headers.get('content-length')
  return Number(whole ?? Number.POSITIVE_INFINITY)
}
