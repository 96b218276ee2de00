import { createHash } from 'node:crypto'
import { hmacKey } from '../cloudbase/settings'
import { type CityPlan, cityRows, entityTotals } from '../democity/city'
import { shanghaiDate } from '../domain/calendar'
import type { Store } from '../localcloud/store/store'
import type { Document } from '../localcloud/store/values'

/** The seed of the demo city: with the day, it decides every row. */
const SEED = 2022
const KEY_ID = 'demo'
/** Public on purpose: anybody may forge plaques of the fictional city. */
const KEY_SECRET = demoSecret('')
const ROWS_A_STEP = 2000

/** The demo city's plaque keys, as `PLAQUE_KEYS` takes them. */
export const DEMO_PLAQUE_KEYS = `${KEY_ID}:${KEY_SECRET}`

/** The demo city's keys for personal data, identities and the audit log, as functions take them; public as well. */
export const DEMO_KEYS = {
  PERSONAL_DATA_KEYS: `${KEY_ID}:aes:${demoSecret(' personal data')}`,
  IDENTITY_KEY: demoSecret(' identities'),
  AUDIT_KEYS: `${KEY_ID}:${demoSecret(' audit')}`,
}

/**
 * Writes the fictional city of the day into an empty store, step by step, so that signals are heard in between.
 * `onProgress` gets the share of entities done; `isStopped` is asked after each step and ends the work with false.
 */
export async function seedDemoCity(
  store: Store,
  plan: Pick<CityPlan, 'size'> & { now: number },
  onProgress: (share: number) => void,
  isStopped: () => boolean,
): Promise<boolean> {
  const macKey = hmacKey(KEY_ID, Buffer.from(KEY_SECRET, 'hex'))
  const rows = cityRows({ size: plan.size, seed: SEED, today: shanghaiDate(plan.now), macKey })
  const total = entityTotals(plan.size).reduce((sum, { total }) => sum + total, 0)
  let entities = 0
  for (let step = takeStep(rows); step.length > 0; step = takeStep(rows)) {
    store.write(() => {
      for (const { collection, row } of step)
        store.collection(collection).insert(row as Document, JSON.stringify(row))
    })
    entities += step.filter(({ collection }) => collection === 'entities').length
    onProgress(entities / total)
    await new Promise((resolve) => setImmediate(resolve))
    if (isStopped()) return false
  }
  return true
}

function demoSecret(purpose: string): string {
  return createHash('sha256').update(`demo city ${SEED}${purpose}`).digest('hex')
}

function takeStep(rows: ReturnType<typeof cityRows>) {
  const step = []
  while (step.length < ROWS_A_STEP) {
    const next = rows.next()
    if (next.done) break
    step.push(next.value)
  }
  return step
}
