import { createHash } from 'node:crypto'
import {
  closeSync,
  createReadStream,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname } from 'node:path'
import { createInterface } from 'node:readline'

const FLUSH_CHARACTERS = 256 * 1024

/**
 * Begins a file of JSON lines that only the owner reads. It takes its name when all of it is on the disk. Throws Node's
 * EEXIST when there is one of that name: an archive is never written over.
 */
export function createArchiveFile(path: string) {
  if (existsSync(path)) throw Object.assign(new Error('the archive is there already'), { code: 'EEXIST' })
  const part = `${path}.part`
  const descriptor = openSync(part, 'w', 0o600)
  const digest = createHash('sha256')
  let text = ''
  const flush = () => {
    digest.update(text)
    writeFileSync(descriptor, text)
    text = ''
  }
  return {
    name: basename(path),
    write: (value: object) => {
      text += `${JSON.stringify(value)}\n`
      if (text.length > FLUSH_CHARACTERS) flush()
    },
    finish: () => {
      flush()
      fsyncSync(descriptor)
      closeSync(descriptor)
      renameSync(part, path)
      syncFolder(dirname(path))
      return digest.digest('hex')
    },
    discard: () => {
      closeSync(descriptor)
      rmSync(part)
    },
    read: () => readArchiveFile(path),
  }
}

/** The values of a file of JSON lines, one at a time; a line that is no JSON comes as null. */
export async function* readArchiveFile(path: string): AsyncGenerator<unknown> {
  for await (const line of createInterface({
    input: createReadStream(path),
    crlfDelay: Number.POSITIVE_INFINITY,
  }))
    yield parseLine(line)
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (fault) {
    if (fault instanceof SyntaxError) return null
    throw fault
  }
}

/** A name is on the disk when its folder is. */
function syncFolder(folder: string): void {
  const descriptor = openSync(folder, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}
