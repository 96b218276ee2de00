import { randomBytes, timingSafeEqual } from 'node:crypto'
import { dirname } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Store } from '../store/store'
import { type BackupFacts, writeBackup } from './backup'
import { clearPassing } from './dataFolder'
import { BackupError } from './errors'
import { removeRunningFile, writeRunningFile } from './runningFile'

const PATH = '/localcloud/backup'

/** Tells the operator's commands where this environment answers. */
export type Announcement = { announce: (url: string) => void; conceal: () => void }

/**
 * Lets the operator ask a running environment for a backup. The database file is locked, so only this process can make
 * one. The key is in a file that only the folder's owner can read: no page in a browser, and nobody else, can know it.
 */
export function addBackupDoor(
  server: FastifyInstance,
  store: Store,
  storeFile: string,
  now: () => number,
): Announcement {
  const folder = dirname(storeFile)
  const key = randomBytes(24).toString('hex')
  server.post(PATH, async (request, reply) => {
    if (!isSame(request.headers.authorization ?? '', `Bearer ${key}`))
      return reply.code(403).send({ code: 'KEY', message: 'this needs the key in the data folder' })
    const { target } = request.body as { target: string }
    try {
      return await writeBackup(store, folder, storeFile, target, now())
    } catch (fault) {
      if (!(fault instanceof BackupError)) throw fault
      return reply.code(409).send({ code: fault.code, message: fault.message })
    }
  })
  return {
    announce: (url) => {
      clearPassing(folder)
      writeRunningFile(folder, { url, key })
    },
    conceal: () => removeRunningFile(folder),
  }
}

/**
 * Asks the environment that was announced for a backup; `target` must be absolute. Undefined: nobody answers there with
 * this key, such as after a kill. Throws BackupError.
 */
export async function askForBackup(
  { url, key }: { url: string; key: string },
  target: string,
): Promise<BackupFacts | undefined> {
  const answer = await fetch(url + PATH, {
    method: 'POST',
    headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
    body: JSON.stringify({ target }),
  }).catch((fault: unknown) => {
    if (isNobodyThere(fault)) return undefined
    throw new BackupError('STOPPED', 'localcloud stopped before the backup was made. Nothing is kept of it.')
  })
  // Another program may have the port now: it knows neither path nor key.
  if (!answer || answer.status === 403 || answer.status === 404) return undefined
  const body = (await answer.json()) as BackupFacts & { code: BackupError['code']; message: string }
  if (answer.ok) return body
  throw new BackupError(answer.status === 409 ? body.code : 'STOPPED', body.message)
}

function isNobodyThere(fault: unknown): boolean {
  return (fault as { cause?: NodeJS.ErrnoException }).cause?.code === 'ECONNREFUSED'
}

function isSame(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)]
  return left.length === right.length && timingSafeEqual(left, right)
}
