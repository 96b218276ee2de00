import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { type BackupFacts, checkStoreFile, restoreBackup, writeBackup } from '../localcloud/backup/backup'
import { filesBeside, passingName, storeFileIn } from '../localcloud/backup/dataFolder'
import { askForBackup } from '../localcloud/backup/door'
import { BackupError } from '../localcloud/backup/errors'
import { readRunningFile } from '../localcloud/backup/runningFile'
import type { CollectionCheck } from '../localcloud/store/checkCollection'
import { StoreUnavailableError } from '../localcloud/store/databaseFile'
import { Store } from '../localcloud/store/store'
import { sentenceOf } from './dataFolder'
import { Refusal } from './refusal'

/** `backup FILE`: through the process that runs on the folder, or by ourselves when none does. Throws Refusal. */
export async function backupCommand(file: string, folder: string): Promise<void> {
  const startedAt = performance.now()
  const facts = await told(folder, () => backUp(folder, resolve(file)))
  console.log(`${file}: ${sizeText(facts)}, ${secondsSince(startedAt)}`)
}

/** `restore FILE`: makes a data folder. Throws Refusal. */
export async function restoreCommand(file: string, folder: string): Promise<void> {
  const startedAt = performance.now()
  const facts = await told(folder, async () => restoreBackup(file, folder))
  const moment = new Date(facts.madeAt).toLocaleString('sv', { timeZone: 'Asia/Shanghai' })
  console.log(
    `${folder}: as it was at ${moment} (Asia/Shanghai), ${sizeText(facts)}, ${secondsSince(startedAt)}`,
  )
}

/** `check`: of a folder in use it checks a copy of one moment. Throws Refusal when something does not agree. */
export async function checkCommand(folder: string): Promise<void> {
  const startedAt = performance.now()
  const collections = await told(folder, () => checkFolder(folder))
  for (const { name, documents, indexes } of collections) {
    const keys = indexes.map(({ fields, keys }) => `${fields.join('+')} ${keys}`).join(', ')
    console.log(`${name}: ${documents} documents${keys && `; index keys: ${keys}`}`)
  }
  const faults = collections.flatMap((collection) => collection.faults)
  for (const fault of faults) console.error(fault)
  if (faults.length > 0)
    throw new Refusal(`${folder} is damaged: ${faults.length} faults. Restore it from a backup.`)
  const documents = sum(collections.map((collection) => collection.documents))
  const keys = sum(collections.flatMap(({ indexes }) => indexes.map((index) => index.keys)))
  const files = filesBeside(folder).length
  console.log(
    `${documents} documents, ${keys} index keys, ${files} files: all agree, ${secondsSince(startedAt)}`,
  )
}

async function backUp(folder: string, target: string): Promise<BackupFacts> {
  const running = readRunningFile(folder)
  const facts = running && (await askForBackup(running, target))
  if (facts) return facts
  const storeFile = storeFileIn(folder)
  const store = new Store(storeFile, 'asStored')
  try {
    return await writeBackup(store, folder, storeFile, target, Date.now())
  } finally {
    store.close()
  }
}

async function checkFolder(folder: string): Promise<CollectionCheck[]> {
  const storeFile = storeFileIn(folder)
  if (!readRunningFile(folder)) return checkStoreFile(storeFile)
  const copy = resolve(passingName(folder))
  try {
    await backUp(folder, copy)
    return checkStoreFile(copy)
  } finally {
    rmSync(copy, { force: true })
  }
}

/** What a person can do something about becomes a Refusal. */
async function told<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (fault) {
    if (fault instanceof BackupError) throw new Refusal(fault.message)
    if (fault instanceof StoreUnavailableError) throw new Refusal(sentenceOf(fault, folder) ?? fault.message)
    throw fault
  }
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
const secondsSince = (startedAt: number) => `${((performance.now() - startedAt) / 1000).toFixed(1)} s`
const sizeText = ({ bytes, files }: BackupFacts) =>
  `${(bytes / 1024 / 1024).toFixed(1)} MB, ${files} files beside the database`
