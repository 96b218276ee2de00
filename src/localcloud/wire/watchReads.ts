import type { Cloud } from './cloud'
import { WireError } from './errors'

/** From here on a request is told in the log. */
const SLOW_MS = 200
/** A pipeline may ask thousands of queries; the first ones say enough. */
const MAXIMUM_PLANS_TOLD = 3

/**
 * Runs a database request's synchronous work, and tells of what would hurt in a city: a query that reads a lot without
 * an index (which ends it, or is only a line in the log), and a request that is slow, with how it was answered. What the
 * work logs is told when it is done, with where it was asked.
 */
export async function watchReads<T>(
  cloud: Cloud,
  action: string,
  work: (cloud: Cloud) => T,
): Promise<Awaited<T>> {
  const { store, unindexedReads } = cloud
  const plans: (() => string)[] = []
  const warnings: string[] = []
  const startedAt = performance.now()
  const observer = {
    onRead: (plan: () => string) => {
      if (plans.length < MAXIMUM_PLANS_TOLD) plans.push(plan)
    },
    onUnindexedRead: ({
      collection,
      query,
      missing,
    }: {
      collection: string
      query: string
      missing: string[]
    }) => {
      const message = `${collection}: ${query} reads more than 1,000 documents without an index; it lacks one on ${missing.join(', ') || 'what it tests'}`
      if (unindexedReads === 'fail') throw new WireError('LOCALCLOUD_INDEX_MISSING', message)
      warnings.push(message)
    },
  }
  try {
    return await store.observe(observer, () => work({ ...cloud, log: (line) => warnings.push(line) }))
  } finally {
    const durationMs = Math.round(performance.now() - startedAt)
    if (durationMs >= SLOW_MS) {
      const told = plans.map((plan) => plan()).join('; ')
      warnings.push(`${action} took ${durationMs} ms${told && `: ${told}`}`)
    }
    if (warnings.length > 0) {
      const place = await askedAt(cloud)
      for (const warning of warnings) cloud.log(`${place}${warning}`)
    }
  }
}

/** Says that the cloud gives fewer documents than there are, as it does without a word. */
export function warnOfCut(cloud: Cloud, collection: string, rows: number, rule: string): void {
  cloud.log(`${collection}: only the first ${rows} documents are given, ${rule}`)
}

/** Where in a function's code it was asked, if that can be told; a function's name is in its log already. */
async function askedAt({ call, codeLine }: Cloud): Promise<string> {
  if (!call) return 'a server: '
  const line = await codeLine?.()
  return line ? `${line}: ` : ''
}
