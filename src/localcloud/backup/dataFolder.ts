import { existsSync, readdirSync } from 'node:fs'
import { join, sep } from 'node:path'
import { BackupError } from './errors'
import { RUNNING_FILE } from './runningFile'

/** The database file of a data folder: the one file in it that ends in `.db`. Throws BackupError. */
export function storeFileIn(folder: string): string {
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.db')) : []
  if (names.length === 1 && names[0]) return join(folder, names[0])
  throw new BackupError('FOLDER_MISSING', `${folder} holds no localcloud. Name its folder with --data.`)
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
