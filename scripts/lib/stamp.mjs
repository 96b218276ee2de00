import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** A digest of the names and contents of all files below the given paths, and of the given words. */
export function digestOf(paths, words = []) {
  const hash = createHash('sha256')
  for (const word of words) hash.update(`${word}\0`)
  for (const path of paths) addTo(hash, path)
  return hash.digest('hex')
}

function addTo(hash, path) {
  if (!existsSync(path)) return
  if (statSync(path).isDirectory()) {
    for (const name of readdirSync(path).sort()) addTo(hash, join(path, name))
    return
  }
  hash.update(`${path}\0`).update(readFileSync(path))
}

/** Runs `make` unless `stampFile` says that it was last run for this digest. */
export async function unlessStamped(stampFile, digest, make) {
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === digest) return
  await make()
  mkdirSync(dirname(stampFile), { recursive: true })
  writeFileSync(stampFile, digest)
}
