import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'

/** Lies in a data folder while a localcloud runs on it, or after one was killed. */
export const RUNNING_FILE = 'running.json'

const schema = z.object({ url: z.string(), key: z.string() })

/** Where the localcloud of a data folder answers, and the key that it asks of its operator. */
export type Running = z.infer<typeof schema>

/** Says that a localcloud runs on this folder. Only the owner of the folder can read it. */
export function writeRunningFile(folder: string, running: Running): void {
  const part = join(folder, `${RUNNING_FILE}.part`)
  rmSync(part, { force: true })
  writeFileSync(part, `${JSON.stringify(running)}\n`, { mode: 0o600 })
  renameSync(part, join(folder, RUNNING_FILE))
}

/** Takes it away again. */
export function removeRunningFile(folder: string): void {
  rmSync(join(folder, RUNNING_FILE), { force: true })
}

/** What the folder says of a running localcloud; undefined when it says nothing. It may have been killed since. */
export function readRunningFile(folder: string): Running | undefined {
  try {
    return schema.safeParse(JSON.parse(readFileSync(join(folder, RUNNING_FILE), 'utf8'))).data
  } catch (fault) {
    if (fault instanceof SyntaxError || (fault as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw fault
  }
}
