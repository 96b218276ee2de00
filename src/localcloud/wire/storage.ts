import * as z from 'zod/mini'
import type { Storage } from '../storage/storage'
import type { WireAction } from './cloud'
import { WireError } from './errors'
import { readFields } from './request'

/** CloudBase takes at most this many files in one request. */
const MAXIMUM_FILES = 50
const DEFAULT_LINK_SECONDS = 24 * 60 * 60

const list = <Item extends z.ZodMiniType>(item: Item) => z.array(item).check(z.maxLength(MAXIMUM_FILES))

const uploadRequest = z.object({ path: z.string() })

/** The first of the two steps of `uploadFile()`. */
export const getUploadMetadata: WireAction = ({ storage }, body) => {
  return { data: storage.uploadMetadata(readFields(uploadRequest, body).path) }
}

const linkRequest = z.object({
  file_list: list(
    z.object({
      fileid: z.string(),
      max_age: z.optional(z.number().check(z.gt(0))),
      url_type: z.optional(z.string()),
    }),
  ),
})

/** `getTempFileURL()`, and with it `downloadFile()` and `getFileInfo()`. */
export const batchGetDownloadUrl: WireAction = async ({ storage }, body) => {
  const { file_list } = readFields(linkRequest, body)
  const download_list = await eachFile(
    file_list.map(({ fileid }) => fileid),
    async (fileID, index) => {
      const path = await existing(storage, fileID)
      const { max_age = DEFAULT_LINK_SECONDS, url_type } = file_list[index] ?? {}
      return { tempFileURL: storage.link(path, max_age, url_type === 'COS_URL'), maxAge: max_age }
    },
  )
  return { data: { download_list: download_list.map((entry) => ({ tempFileURL: '', ...entry })) } }
}

const deleteRequest = z.object({ fileid_list: list(z.string()) })

/** `deleteFile()`. */
export const batchDeleteFile: WireAction = async ({ storage }, body) => {
  const { fileid_list } = readFields(deleteRequest, body)
  const delete_list = await eachFile(fileid_list, async (fileID) => {
    if (!(await storage.files.remove(storage.pathOf(fileID)))) throw missing(fileID)
    return {}
  })
  return { data: { delete_list } }
}

const copyRequest = z.object({
  file_list: list(
    z.object({
      src_path: z.string(),
      dst_path: z.string(),
      overwrite: z.optional(z.boolean()),
      remove_original: z.optional(z.boolean()),
    }),
  ),
})

/** `copyFile()`: by paths, over what is there unless told not to; and `moveFile` with `removeOriginal`. */
export const batchCopyFile: WireAction = async ({ storage }, body) => {
  const { file_list } = readFields(copyRequest, body)
  const { files } = storage
  const copy_list = []
  for (const { src_path, dst_path, overwrite = true, remove_original = false } of file_list) {
    copy_list.push(
      await outcome(async () => {
        if (!overwrite && (await files.find(dst_path))) {
          throw new WireError('STORAGE_REQUEST_FAIL', `there is a file at ${dst_path}`)
        }
        if (!(await files.copy(src_path, dst_path))) throw missing(src_path)
        if (remove_original) await files.remove(src_path)
        return { fileId: storage.idOf(dst_path) }
      }),
    )
  }
  return { data: { copy_list } }
}

async function existing(storage: Storage, fileID: string): Promise<string> {
  const path = storage.pathOf(fileID)
  if (!(await storage.files.find(path))) throw missing(fileID)
  return path
}

function missing(what: string): WireError {
  return new WireError('STORAGE_FILE_NONEXIST', `there is no file ${what}`)
}

/** What becomes of each file is told for itself: one that fails does not stop the others. */
async function eachFile<Answer extends object>(
  fileIDs: string[],
  perform: (fileID: string, index: number) => Promise<Answer>,
) {
  const answers = []
  for (const [index, fileID] of fileIDs.entries()) {
    answers.push({ fileID, ...(await outcome(() => perform(fileID, index))) })
  }
  return answers
}

async function outcome<Answer extends object>(perform: () => Promise<Answer>) {
  try {
    return { code: 'SUCCESS', ...(await perform()) }
  } catch (fault) {
    if (fault instanceof WireError) return { code: fault.code, message: fault.message }
    throw fault
  }
}
