import { randomBytes } from 'node:crypto'
import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join, sep } from 'node:path'
import { BackupError } from './errors'
import { RUNNING_FILE } from './runningFile'

/** The database file of a data folder: the one file in it that ends in `.db`. Throws BackupError. */
export function storeFileIn(folder: string): string {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.db')) : []
  if (names.length === 1 && names[0]) return join(folder, names[0])
  throw new BackupError('FOLDER_MISSING', `${folder} holds no localcloud. Name its folder with --data.`)
}

/** A new name in a data folder for what is thrown away again. */
export function passingName(folder: string): string {
  return join(folder, `passing-${randomBytes(4).toString('hex')}.part`)
}

/** Throws away what a killed process has left under such names. */
export function clearPassing(folder: string): void {
  for (const name of readdirSync(folder))
    if (/^passing-[0-9a-f]{8}\.part$/.test(name)) rmSync(join(folder, name), { recursive: true })
}

/**
 * The files of a data folder beside its database, with forward slashes: uploaded ones and what a program keeps there.
 * Not what is unfinished, nor what says that somebody runs.
 */
export function filesBeside(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .map((path) => path.split(sep).join('/'))
    .filter(
      (path) => path !== RUNNING_FILE && !/^[^/]+\.db(-\w+)?$|\.part(\/|$)|^files\/arriving\//.test(path),
    )
    .sort()
}
