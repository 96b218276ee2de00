import { randomUUID } from 'node:crypto'
import { createReadStream, mkdirSync, rmSync } from 'node:fs'
import { lstat, mkdir, open, readdir, rename, rm, stat, unlink, writeFile } from 'node:fs/promises'
import { dirname, join, sep } from 'node:path'
import { WireError } from '../wire/errors'
import { checkCloudPath } from './paths'

/** What is known of a stored file. `changedAt` is in epoch milliseconds. */
export type StoredFile = { path: string; bytes: number; changedAt: number }

/** What may be uploaded. */
export type UploadLimits = {
  /** Of one file; 50 MB when absent, as in WeChat. */
  maximumBytes?: number
  /** Such as `['png', 'jpg']`, in lower case; absent: any. */
  extensions?: readonly string[]
}

const DEFAULT_MAXIMUM_BYTES = 50 * 1024 * 1024

/** Faults of the disk that a caller is told of; any other is a bug. */
const DISK_FAULTS: Partial<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk is full',
  EROFS: 'the folder of files is read-only',
  EACCES: 'the folder of files must not be written to',
  EPERM: 'the folder of files must not be written to',
  ENOTDIR: 'a file bears the name of one of the folders',
  EISDIR: 'a folder bears this name',
  EEXIST: 'a file bears the name of one of the folders',
  ENOTEMPTY: 'a folder bears this name',
  ENAMETOOLONG: 'the path is too long for this machine',
}

/**
 * The storage: files in `<folder>/stored`, by their paths. An upload is written to `<folder>/arriving` and renamed when
 * it is whole and on the disk, so a file is there whole or not at all, also after a kill.
 */
export class Files {
  /** Where whole files are. */
  readonly storedFolder: string
  private readonly arrivingFolder: string

  /** Makes the folders and clears away what a killed process left half written. */
  constructor(
    folder: string,
    private readonly limits: UploadLimits = {},
  ) {
    this.storedFolder = join(folder, 'stored')
    this.arrivingFolder = join(folder, 'arriving')
    rmSync(this.arrivingFolder, { recursive: true, force: true })
    for (const made of [this.storedFolder, this.arrivingFolder]) mkdirSync(made, { recursive: true })
  }

  /** The most bytes that one file may have. */
  get maximumBytes(): number {
    return this.limits.maximumBytes ?? DEFAULT_MAXIMUM_BYTES
  }

  /** Throws WireError when no file may have this path. */
  checkUpload(path: string): string {
    checkCloudPath(path)
    const { extensions } = this.limits
    const extension = /\.([^./]+)$/.exec(path)?.[1]?.toLowerCase() ?? ''
    if (extensions && !extensions.includes(extension)) {
      throw new WireError(
        'STORAGE_REQUEST_FAIL',
        `files of this type are not taken, only ${extensions.join(', ')}`,
      )
    }
    return path
  }

  /** Stores a file, in place of the one that is there. Throws WireError; nothing has changed then. */
  async write(path: string, content: AsyncIterable<Buffer> | Iterable<Buffer>): Promise<void> {
    this.checkUpload(path)
    const arriving = join(this.arrivingFolder, randomUUID())
    const target = join(this.storedFolder, path)
    try {
      await this.refuseLinks(path)
      await writeWhole(arriving, this.withinLimit(content))
      await mkdir(dirname(target), { recursive: true })
      await rename(arriving, target)
      await syncFolder(dirname(target))
    } catch (fault) {
      await rm(arriving, { force: true })
      throw asWireError(fault)
    }
  }

  /** The file at a path; undefined when there is none. Throws WireError when no file may have this path. */
  async find(path: string): Promise<StoredFile | undefined> {
    checkCloudPath(path)
    await this.refuseLinks(path)
    try {
      const facts = await stat(join(this.storedFolder, path))
      return facts.isFile() ? { path, bytes: facts.size, changedAt: Math.round(facts.mtimeMs) } : undefined
    } catch (fault) {
      if (isMissing(fault)) return undefined
      throw asWireError(fault)
    }
  }

  /** Removes a file; false when there was none. Throws WireError. */
  async remove(path: string): Promise<boolean> {
    if (!(await this.find(path))) return false
    try {
      await unlink(join(this.storedFolder, path))
      return true
    } catch (fault) {
      if (isMissing(fault)) return false
      throw asWireError(fault)
    }
  }

  /** Copies a file; false when there is none. Throws WireError. */
  async copy(from: string, to: string): Promise<boolean> {
    if (!(await this.find(from))) return false
    await this.write(to, createReadStream(join(this.storedFolder, from)))
    return true
  }

  /** Files in the order of their paths: those that begin with `prefix` and come after `after`, at most `limit`. */
  async list({ prefix = '', after = '', limit = 100 } = {}): Promise<StoredFile[]> {
    const names = await readdir(this.storedFolder, { recursive: true })
    const files: StoredFile[] = []
    for (const path of names.map((name) => name.split(sep).join('/')).sort()) {
      if (files.length >= limit) break
      if (!path.startsWith(prefix) || path <= after) continue
      const facts = await lstat(join(this.storedFolder, path)).catch((fault: unknown) => {
        if (isMissing(fault)) return undefined
        throw fault
      })
      if (facts?.isFile()) files.push({ path, bytes: facts.size, changedAt: Math.round(facts.mtimeMs) })
    }
    return files
  }

  private async *withinLimit(content: AsyncIterable<Buffer> | Iterable<Buffer>): AsyncGenerator<Buffer> {
    let bytes = 0
    for await (const chunk of content) {
      bytes += chunk.length
      if (bytes > this.maximumBytes) {
        throw new WireError('STORAGE_REQUEST_FAIL', `the file has more than ${this.maximumBytes} bytes`)
      }
      yield chunk
    }
  }

  /** Somebody may have put a link into the folder; it could lead out of it. */
  private async refuseLinks(path: string): Promise<void> {
    let place = this.storedFolder
    for (const name of path.split('/')) {
      place = join(place, name)
      if (await isLink(place)) throw new WireError('INVALID_PARAM', 'the path leads over a link')
    }
  }
}

async function isLink(place: string): Promise<boolean> {
  try {
    return (await lstat(place)).isSymbolicLink()
  } catch (fault) {
    if (isMissing(fault)) return false
    throw fault
  }
}

async function writeWhole(place: string, content: AsyncIterable<Buffer>): Promise<void> {
  const file = await open(place, 'wx')
  try {
    await writeFile(file, content)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** A name is on the disk when its folder is. Windows cannot sync folders and keeps names by itself. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function isMissing(fault: unknown): boolean {
  return ['ENOENT', 'ENOTDIR'].includes((fault as NodeJS.ErrnoException).code ?? '')
}

function asWireError(fault: unknown): unknown {
  const message = DISK_FAULTS[(fault as NodeJS.ErrnoException).code ?? '']
  return message && !(fault instanceof WireError) ? new WireError('STORAGE_REQUEST_FAIL', message) : fault
}
