import type { Database } from './database'
import { findEntityNames } from './entities'

const REMEMBERED_MS = 5 * 60_000

/**
 * Finds names of entities (at most 1000) for a job and remembers them for some minutes, since rows all over its file
 * name the same entities: a row is judged as it would have been those minutes ago. Another job asks anew, and who is
 * not there is asked for again.
 */
export class RememberedNames {
  private names = new Map<string, string>()
  private job = ''
  private since = 0

  constructor(
    private readonly database: Database,
    private readonly clockMs = () => performance.now(),
  ) {}

  /** By credit code, of those that are there; no request when all are known, otherwise one. */
  find = async (job: string, creditCodes: readonly string[]): Promise<Map<string, string>> => {
    if (job !== this.job || this.clockMs() - this.since >= REMEMBERED_MS) {
      this.names = new Map()
      this.job = job
      this.since = this.clockMs()
    }
    const { names } = this
    const unknown = creditCodes.filter((code) => !names.has(code))
    if (unknown.length > 0)
      for (const [code, name] of await findEntityNames(this.database, unknown)) names.set(code, name)
    const found = new Map<string, string>()
    for (const code of creditCodes) {
      const name = names.get(code)
      if (name !== undefined) found.set(code, name)
    }
    return found
  }
}
