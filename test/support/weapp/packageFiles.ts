import { readdirSync } from 'node:fs'
import { join } from 'node:path'

/** Every file of a built package whose name ends so, as whole paths. */
export function filesOf(folder: string, extension: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  return names.filter((name) => name.endsWith(extension)).map((name) => join(folder, name))
}
