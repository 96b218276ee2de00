import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import tcb from '@cloudbase/node-sdk'
import type { Part } from '../usecases/intake/intakeDeps'
import { deleteFiles } from './pictures'

/** The SDK's handle of an environment, as far as the files of intakes are concerned. */
export type IntakeCloud = Pick<
  ReturnType<typeof tcb.init>,
  'getUploadMetadata' | 'getTempFileURL' | 'uploadFile' | 'downloadFile' | 'deleteFile'
>

/** Opens the storage of the environment the function runs in. */
export function openIntakeCloud(): IntakeCloud {
  return tcb.init({ env: process.env.TCB_ENV ?? tcb.SYMBOL_CURRENT_ENV, keepalive: true })
}

const LINK_SECONDS = 600
/** The storage takes no more at once. */
const FILES_A_REQUEST = 50

const numbersFrom = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => first + index)

/** The parts that files are cut into, in the storage. */
export class IntakeParts {
  private prefix: string | undefined

  constructor(private readonly cloud: IntakeCloud) {}

  /** Writes a part anew when it is there already. */
  put = async (intakeId: string, part: Part, chunk: number, text: string): Promise<void> => {
    const cloudPath = pathOf(intakeId, part, chunk)
    const { fileID } = await this.cloud.uploadFile({ cloudPath, fileContent: Buffer.from(text) })
    this.prefix = fileID.slice(0, -cloudPath.length)
  }

  /** Throws when the part is not there. */
  get = async (intakeId: string, part: Part, chunk: number): Promise<string> => {
    const { fileContent } = await this.cloud.downloadFile({
      fileID: await this.fileIdOf(intakeId, part, chunk),
    })
    if (!fileContent) throw new Error(`part ${part} ${chunk} of an intake is missing`)
    return fileContent.toString('utf8')
  }

  /** Links to parts, in order, for whoever has them, for ten minutes. */
  links = async (intakeId: string, part: Part, chunks: readonly number[]): Promise<string[]> => {
    const fileList = await Promise.all(
      chunks.map(async (chunk) => ({
        fileID: await this.fileIdOf(intakeId, part, chunk),
        maxAge: LINK_SECONDS,
      })),
    )
    const answer = await this.cloud.getTempFileURL({ fileList })
    return answer.fileList.map(({ tempFileURL }) => tempFileURL)
  }

  /** How many parts there are, from the first on; a request for each fifty. */
  countOf = async (intakeId: string, part: Part): Promise<number> => {
    for (let from = 0; ; from += FILES_A_REQUEST) {
      const fileList = await Promise.all(
        numbersFrom(from, FILES_A_REQUEST).map(async (chunk) => ({
          fileID: await this.fileIdOf(intakeId, part, chunk),
          maxAge: LINK_SECONDS,
        })),
      )
      const answer = await this.cloud.getTempFileURL({ fileList })
      const missing = answer.fileList.findIndex(({ code }) => code !== 'SUCCESS')
      if (missing < 0) continue
      const { code } = answer.fileList[missing] ?? {}
      if (code !== 'STORAGE_FILE_NONEXIST') throw new Error(`the storage answers ${code} for a part`)
      return from + missing
    }
  }

  /** Throws so many parts away, the last ones first: killed in between, those that are left are counted as before. */
  remove = async (intakeId: string, part: Part, count: number): Promise<void> => {
    for (let end = count; end > 0; end -= FILES_A_REQUEST) {
      const from = Math.max(0, end - FILES_A_REQUEST)
      const chunks = numbersFrom(from, end - from)
      await deleteFiles(
        this.cloud,
        await Promise.all(chunks.map((chunk) => this.fileIdOf(intakeId, part, chunk))),
      )
    }
  }

  private async fileIdOf(intakeId: string, part: Part, chunk: number): Promise<string> {
    const cloudPath = pathOf(intakeId, part, chunk)
    if (this.prefix === undefined) {
      const { data } = await this.cloud.getUploadMetadata({ cloudPath })
      this.prefix = data.fileId.slice(0, -cloudPath.length)
    }
    return `${this.prefix}${cloudPath}`
  }
}

function pathOf(intakeId: string, part: Part, chunk: number): string {
  return `intake/${intakeId}/${part}/${String(chunk).padStart(6, '0')}`
}

/** Fetches an uploaded file to this machine, under its own name's ending; undefined when it is gone. */
export async function fetchFile(
  cloud: IntakeCloud,
  fileId: string,
): Promise<{ path: string; remove: () => Promise<void> } | undefined> {
  const { fileList } = await cloud.getTempFileURL({ fileList: [{ fileID: fileId, maxAge: LINK_SECONDS }] })
  const [file] = fileList
  if (file?.code !== 'SUCCESS') return undefined
  const answer = await fetch(file.tempFileURL)
  if (answer.status === 404) return undefined
  if (!answer.ok || !answer.body)
    throw new Error(`the storage answers ${answer.status} for a file that it has`)
  const folder = await mkdtemp(join(tmpdir(), 'intake-'))
  const path = join(folder, 'handed-over')
  await pipeline(Readable.fromWeb(answer.body as never), createWriteStream(path))
  return { path, remove: () => rm(folder, { recursive: true }) }
}

/** How long an uploaded file is; undefined while it is not there. */
export async function byteCountOf(
  cloud: Pick<IntakeCloud, 'getTempFileURL'>,
  fileId: string,
): Promise<number | undefined> {
  const { fileList } = await cloud.getTempFileURL({ fileList: [{ fileID: fileId, maxAge: LINK_SECONDS }] })
  const [file] = fileList
  if (file?.code !== 'SUCCESS') return undefined
  const answer = await fetch(file.tempFileURL, { headers: { range: 'bytes=0-0' } })
  if (answer.status === 404) return undefined
  // An empty file has no first byte.
  if (answer.status === 416) return 0
  if (!answer.ok) throw new Error(`the storage answers ${answer.status} for a file that it has`)
  return Number(
    answer.headers.get('content-range')?.split('/')[1] ?? answer.headers.get('content-length') ?? 0,
  )
}
