import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import * as z from 'zod/mini'
import { INDEXES } from '../cloudbase/rows'
import { fail, ok, type Result } from '../domain/result'
import { StoreUnavailableError } from '../localcloud/store/databaseFile'
import { Store } from '../localcloud/store/store'
import { makeTrialKeys } from './trialKeys'

/** The version of the data folder's layout and of its documents that this program writes and reads. */
const VERSION = 3

const manifestSchema = z.object({
  product: z.literal('mashang-chengxin'),
  version: z.number(),
  /** `demo`: fictional; `trial`: real registry with trial plaques; `live`: a served city. */
  mode: z.enum(['demo', 'trial', 'live']),
  /** Epoch milliseconds. */
  createdAt: z.number(),
  /** The plaque keys as `PLAQUE_KEYS` takes them. */
  plaqueKeys: z.string(),
  /**
   * A trial's further keys, as `openProtection` takes them. One that was made before there were people gets them when
   * it is next opened. A demo's are derived, a served city's come from the environment.
   */
  keys: z.optional(
    z.object({ personalDataKeys: z.string(), identityKey: z.string(), auditKeys: z.string() }),
  ),
})

/** What a data folder says of the city in it. */
export type CityManifest = z.infer<typeof manifestSchema>

/** Why a folder cannot be used, as a sentence for the terminal. */
export type DataFolderError = { message: string }

const MANIFEST = 'city.json'
/** There while the folder is being filled: what lies beside it is not complete and may be thrown away. */
const UNFINISHED = 'city.json.part'
/** A manifest on its way into the place of another. */
const REWRITTEN = 'city.json.new'

/** The database file of a data folder. */
export const storeFileOf = (folder: string) => join(folder, 'city.db')
const partFileOf = (folder: string) => join(folder, 'city.db.part')

/** Reads what is in a folder: a city, or undefined when it is absent, empty or was never finished. */
export function openDataFolder(folder: string): Result<CityManifest | undefined, DataFolderError> {
  if (!existsSync(folder)) return ok(undefined)
  if (!statSync(folder).isDirectory()) return refuse(`${folder} is a file. Name a folder with --data.`)
  const writable = checkWritable(folder)
  if (!writable.ok) return writable
  if (existsSync(join(folder, MANIFEST))) {
    const manifest = readManifest(folder)
    return manifest.ok ? withKeys(folder, manifest.value) : manifest
  }
  const isFree = readdirSync(folder).length === 0 || existsSync(join(folder, UNFINISHED))
  return isFree
    ? ok(undefined)
    : refuse(`${folder} holds other files. Name an empty or a new folder with --data.`)
}

/**
 * Makes a city: `fill` writes into an empty store, and only when it has finished does the folder count as a city.
 * `fill` may return false to give up; then nothing is kept and the answer is undefined.
 */
export async function createDataFolder(
  folder: string,
  manifest: Omit<CityManifest, 'product' | 'version' | 'keys'>,
  fill: (store: Store) => Promise<boolean>,
): Promise<Result<CityManifest | undefined, DataFolderError>> {
  const keys = manifest.mode === 'trial' ? { keys: makeTrialKeys() } : {}
  const whole: CityManifest = { product: 'mashang-chengxin', version: VERSION, ...manifest, ...keys }
  try {
    makeFolder(resolve(folder))
    for (const name of readdirSync(folder)) if (name.startsWith('city.db')) rmSync(join(folder, name))
    writeManifest(join(folder, UNFINISHED), whole)
    if (!(await fillStore(folder, fill))) return ok(undefined)
    renameSync(partFileOf(folder), storeFileOf(folder))
    renameSync(join(folder, UNFINISHED), join(folder, MANIFEST))
    return ok(whole)
  } catch (fault) {
    const message = sentenceOf(fault, folder)
    if (message) return refuse(message)
    throw fault
  }
}

/** Changes the keys that a trial city seals with. Throws what the file system throws; see `sentenceOf`. */
export function changeTrialKeys(folder: string, manifest: CityManifest, personalDataKeys: string): void {
  if (!manifest.keys) throw new Error('only a trial has its keys in its folder')
  replaceManifest(folder, { ...manifest, keys: { ...manifest.keys, personalDataKeys } })
}

/** What a failure to open or write the folder says to a person; undefined for a bug. */
export function sentenceOf(fault: unknown, folder: string): string | undefined {
  if (fault instanceof StoreUnavailableError) {
    return {
      inUse: `${folder} is open in another process. Stop that one first.`,
      full: `The disk of ${folder} is full. Free some space or name another folder with --data.`,
      readOnly: `${folder} cannot be written to. Name another folder with --data.`,
      damaged: `The database in ${folder} is damaged. Restore it from a backup, or name another folder with --data.`,
    }[fault.reason]
  }
  const { code } = fault as NodeJS.ErrnoException
  if (code === 'EACCES' || code === 'EROFS' || code === 'EPERM')
    return `${folder} cannot be written to. Name another folder with --data.`
  if (code === 'ENOSPC')
    return `The disk of ${folder} is full. Free some space or name another folder with --data.`
  if (code === 'ENOTDIR' || code === 'EEXIST' || code === 'ENOENT')
    return `${folder} cannot be a folder. Name another one with --data.`
  return undefined
}

/** Step by step: Node's own `recursive` says ENOENT on a read-only disk, and never ends below /proc. */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  mkdirSync(folder)
}

async function fillStore(folder: string, fill: (store: Store) => Promise<boolean>): Promise<boolean> {
  const store = new Store(partFileOf(folder), INDEXES, { bulk: true })
  let isFilled = false
  try {
    isFilled = await fill(store)
  } finally {
    store.close()
    if (!isFilled)
      for (const name of [partFileOf(folder), join(folder, UNFINISHED)]) rmSync(name, { force: true })
  }
  return isFilled
}

function readManifest(folder: string): Result<CityManifest, DataFolderError> {
  const manifest = manifestSchema.safeParse(parseJson(readFileSync(join(folder, MANIFEST), 'utf8')))
  if (!manifest.success)
    return refuse(`${join(folder, MANIFEST)} is not a city of this program. Name another folder with --data.`)
  if (manifest.data.version > VERSION) {
    return refuse(
      `The city in ${folder} was made by a newer version of this program. Update, or name another folder with --data.`,
    )
  }
  if (manifest.data.version < VERSION) {
    return refuse(
      `The city in ${folder} was made by an older version of this program, which kept its documents otherwise. Remove it or name another folder with --data, and make the city anew.`,
    )
  }
  if (!existsSync(storeFileOf(folder)))
    return refuse(
      `The database of the city in ${folder} is missing. Restore it from a backup, or name another folder with --data.`,
    )
  return ok(manifest.data)
}

function withKeys(folder: string, manifest: CityManifest): Result<CityManifest, DataFolderError> {
  if (manifest.mode !== 'trial' || manifest.keys) return ok(manifest)
  const whole = { ...manifest, keys: makeTrialKeys() }
  try {
    replaceManifest(folder, whole)
    return ok(whole)
  } catch (fault) {
    const message = sentenceOf(fault, folder)
    if (message) return refuse(message)
    throw fault
  }
}

/** Written beside and put in its place, so that a kill leaves one or the other. */
function replaceManifest(folder: string, manifest: CityManifest): void {
  writeManifest(join(folder, REWRITTEN), manifest)
  renameSync(join(folder, REWRITTEN), join(folder, MANIFEST))
}

/** The keys are in it: nobody but the owner reads it. */
function writeManifest(file: string, manifest: CityManifest): void {
  writeFileSync(file, `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (fault) {
    if (fault instanceof SyntaxError) return undefined
    throw fault
  }
}

function checkWritable(folder: string): Result<undefined, DataFolderError> {
  try {
    accessSync(folder, constants.W_OK)
    return ok(undefined)
  } catch (fault) {
    const message = sentenceOf(fault, folder)
    if (message) return refuse(message)
    throw fault
  }
}

const refuse = (message: string) => fail({ message })
