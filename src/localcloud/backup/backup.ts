import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { basename, dirname, join, resolve, sep } from 'node:path'
import Database from 'libsql'
import { StoreUnavailableError } from '../store/databaseFile'
import { Store } from '../store/store'
import { filesBeside, passingName } from './dataFolder'
import { BackupError } from './errors'

/**
 * A backup is one SQLite file: a copy of the database, with two more tables for what else the data folder held. So it is
 * whole or not there, anybody can look into it, and restoring it needs no other program.
 */
const FORMAT = 1

/** What a backup holds. `madeAt` is its moment in epoch milliseconds; `bytes` is the size of the backup itself. */
export type BackupFacts = { madeAt: number; files: number; bytes: number }

/**
 * Writes what the store and its folder hold at this moment to `target`, a new file, while reads and writes go on.
 * Throws BackupError; there is no file then.
 */
export async function writeBackup(
  store: Store,
  folder: string,
  storeFile: string,
  target: string,
  now: number,
): Promise<BackupFacts> {
  if (existsSync(target)) throw new BackupError('FILE_EXISTS', `${target} is there already. Name a new file.`)
  const part = `${target}.${randomBytes(4).toString('hex')}.part`
  const heldFolder = passingName(folder)
  try {
    let held: string[] = []
    await store.snapshot(part, () => {
      // The same moment as the database's. Files are replaced, never written into: a second name keeps what is there.
      held = filesBeside(folder)
      for (const path of held) linkInto(heldFolder, folder, path)
    })
    chmodSync(part, 0o600)
    addFiles(part, heldFolder, held, { storeFile: basename(storeFile), madeAt: now })
    syncPath(part)
    renameSync(part, target)
    syncPath(dirname(resolve(target)))
    return { madeAt: now, files: held.length, bytes: statSync(target).size }
  } catch (fault) {
    throw asBackupError(fault, target)
  } finally {
    for (const path of [part, heldFolder]) rmSync(path, { recursive: true, force: true })
  }
}

/**
 * Makes a data folder from a backup; `folder` must be absent or empty. Everything is checked first. Throws BackupError;
 * the folder is as it was then.
 */
export function restoreBackup(file: string, folder: string): BackupFacts {
  if (!existsSync(file)) throw new BackupError('FILE_MISSING', `${file} is not there.`)
  if (existsSync(folder) && (!statSync(folder).isDirectory() || readdirSync(folder).length > 0)) {
    throw new BackupError('FOLDER_NOT_EMPTY', `${folder} is not empty. Name a new folder with --data.`)
  }
  const whole = resolve(folder)
  const part = `${whole}.${randomBytes(4).toString('hex')}.part`
  try {
    mkdirSync(part, { recursive: true })
    const facts = takeOut(file, part)
    if (existsSync(whole)) rmdirSync(whole)
    renameSync(part, whole)
    syncPath(dirname(whole))
    return facts
  } catch (fault) {
    throw asBackupError(fault, file)
  } finally {
    rmSync(part, { recursive: true, force: true })
  }
}

type About = { format: number; madeAt: number; storeFile: string }

function addFiles(part: string, heldFolder: string, paths: readonly string[], about: Omit<About, 'format'>) {
  const database = new Database(part)
  try {
    // The file is made once and nobody else has it: no log beside it.
    database.pragma('journal_mode = DELETE')
    database.exec('BEGIN')
    database.exec('CREATE TABLE backup (about TEXT NOT NULL)')
    database.exec(
      'CREATE TABLE backup_files (path TEXT PRIMARY KEY, mode INTEGER NOT NULL, content BLOB NOT NULL)',
    )
    database.prepare('INSERT INTO backup VALUES (?)').run(JSON.stringify({ format: FORMAT, ...about }))
    const insert = database.prepare('INSERT INTO backup_files VALUES (?, ?, ?)')
    for (const path of paths) {
      const held = join(heldFolder, path)
      insert.run(path, statSync(held).mode & 0o777, readFileSync(held))
    }
    database.exec('COMMIT')
  } finally {
    database.close()
  }
}

/** Fills an empty folder. */
function takeOut(file: string, folder: string): BackupFacts {
  const copy = join(folder, 'restored.db.part')
  copyFileSync(file, copy)
  const { storeFile, madeAt, paths } = openBackup(copy, file, (database, about) => {
    const paths = database.prepare('SELECT path FROM backup_files').raw().all().flat() as string[]
    const select = database.prepare('SELECT mode, content FROM backup_files WHERE path = ?').raw()
    for (const path of paths) {
      const [mode, content] = select.get(path) as [number, Buffer]
      writeInto(folder, path, mode, content)
    }
    database.exec('DROP TABLE backup_files; DROP TABLE backup')
    return { ...about, paths }
  })
  const faults = checkStoreFile(copy).flatMap((collection) => collection.faults)
  if (faults[0]) throw damaged(file, faults[0])
  syncPath(copy)
  renameSync(copy, join(folder, basename(storeFile)))
  return { madeAt, files: paths.length, bytes: statSync(file).size }
}

/** Opens a copy of a backup; `original` is what a refusal names. */
function openBackup<T>(
  copy: string,
  original: string,
  work: (database: Database.Database, about: About) => T,
): T {
  const database = new Database(copy)
  try {
    const [fault] = database.pragma('quick_check') as { quick_check: string }[]
    if (fault?.quick_check !== 'ok') throw damaged(original, fault?.quick_check ?? 'it cannot be read')
    const hasAbout = database.prepare(`SELECT 1 FROM sqlite_master WHERE name = 'backup'`).get()
    if (!hasAbout) throw notABackup(original)
    const about = JSON.parse(
      (database.prepare('SELECT about FROM backup').raw().get() as [string])[0],
    ) as About
    if (about.format > FORMAT)
      throw new BackupError(
        'BACKUP_NEWER',
        `${original} was made by a newer version of this program. Update it.`,
      )
    return work(database, about)
  } finally {
    database.close()
  }
}

/** Reads a whole database file and says what does not agree. It must not be in use. Throws StoreUnavailableError. */
export function checkStoreFile(file: string) {
  const store = new Store(file, 'asStored')
  try {
    return store.check()
  } finally {
    store.close()
  }
}

function linkInto(heldFolder: string, folder: string, path: string): void {
  const held = join(heldFolder, path)
  mkdirSync(dirname(held), { recursive: true })
  linkSync(join(folder, path), held)
}

/** A backup is a file that somebody hands over: its paths must not lead out of the folder. */
function writeInto(folder: string, path: string, mode: number, content: Buffer): void {
  const target = resolve(folder, path)
  if (!target.startsWith(folder + sep)) throw damaged(path, 'the path leads out of the folder')
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(target, content, { mode, flag: 'wx' })
  syncPath(target)
}

/** What is written is on the disk. Windows cannot sync folders and keeps names by itself. */
function syncPath(path: string): void {
  if (process.platform === 'win32' && statSync(path).isDirectory()) return
  const descriptor = openSync(path, 'r')
  try {
    fsyncSync(descriptor)
  } finally {
    closeSync(descriptor)
  }
}

const damaged = (file: string, why: string) =>
  new BackupError('BACKUP_DAMAGED', `${file} is damaged: ${why}. Nothing was changed.`)
const notABackup = (file: string) => new BackupError('NOT_A_BACKUP', `${file} is not a backup of localcloud.`)

const DISK_FAULTS: Record<string, string> = {
  ENOSPC: 'the disk is full',
  EACCES: 'it cannot be written there',
  EROFS: 'it cannot be written there',
  EPERM: 'it cannot be written there',
  ENOENT: 'there is no such folder',
  ENOTDIR: 'there is no such folder',
  EISDIR: 'it is a folder',
}

function asBackupError(fault: unknown, file: string): unknown {
  if (fault instanceof BackupError) return fault
  const { code = '', message } = fault as NodeJS.ErrnoException
  const why = DISK_FAULTS[code]
  if (why) return new BackupError('DISK', `${file}: ${why}. Nothing is kept of it.`)
  if (fault instanceof StoreUnavailableError) return new BackupError('STORE_UNAVAILABLE', message)
  if (code.startsWith('SQLITE_NOTADB') || /file is not a database/.test(message)) return notABackup(file)
  if (code.startsWith('SQLITE_CORRUPT')) return damaged(file, message)
  return fault
}
