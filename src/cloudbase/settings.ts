import { createHmac } from 'node:crypto'
import type { CityReadResponse } from '../contracts/report'
import type { MacKey } from '../domain/plaqueCode'
import { RULES_FOR_OLD_RECORDS, type RulesForOldRecords } from '../domain/publication'
import type { Edition } from '../domain/reportEdition'

/** A function's settings; they come from its environment only. */
export type Settings = {
  mode: CityReadResponse['mode']
  plaqueOrigins: string[]
  macKeys: MacKey[]
}

/**
 * Reads `CITY_MODE` (demo, trial, live), `PLAQUE_ORIGINS` (comma-separated) and `PLAQUE_KEYS`
 * (`id:hexSecret`, comma-separated, newest first). Throws when one is missing: a function without keys must not start.
 */
export function readSettings(environment: Record<string, string | undefined>): Settings {
  const mode = required(environment, 'CITY_MODE')
  if (mode !== 'demo' && mode !== 'trial' && mode !== 'live')
    throw new Error('CITY_MODE must be demo, trial or live')
  return {
    mode,
    plaqueOrigins: required(environment, 'PLAQUE_ORIGINS').split(','),
    macKeys: parseMacKeys(required(environment, 'PLAQUE_KEYS')),
  }
}

/**
 * Reads `PUBLICATION_RULES`: which rules count for penalties of before today's (decision 012); favourable to the entity
 * when it is not set. Throws for any other word: a report under rules that nobody chose must not be shown.
 */
export function readRulesForOldRecords(environment: Record<string, string | undefined>): RulesForOldRecords {
  const text = environment.PUBLICATION_RULES
  if (!text) return 'favourable'
  const rules = RULES_FOR_OLD_RECORDS.find((known) => known === text)
  if (!rules) throw new Error(`PUBLICATION_RULES must be one of ${RULES_FOR_OLD_RECORDS.join(', ')}`)
  return rules
}

/** Reads `REPORT_EDITION`, which edition of the standard names the chapters: 2022 (V2.0) unless it is 2021. */
export function readEdition(environment: Record<string, string | undefined>): Edition {
  const edition = environment.REPORT_EDITION || '2022'
  if (edition !== '2022' && edition !== '2021') throw new Error('REPORT_EDITION must be 2022 or 2021')
  return edition
}

/** The key ring written as `id:hexSecret`, comma-separated, newest first. */
export function parseMacKeys(text: string): MacKey[] {
  return text.split(',').map((entry) => {
    const [id, secret] = entry.split(':')
    if (!id || !secret || !/^[0-9a-f]{32,}$/.test(secret))
      throw new Error('PLAQUE_KEYS must be id:hexSecret,...')
    return hmacKey(id, Buffer.from(secret, 'hex'))
  })
}

/** A MAC key over HMAC-SHA-256; the one place that would change for SM3 (GB/T 39786). */
export function hmacKey(id: string, secret: Uint8Array): MacKey {
  return { id, mac: (text) => createHmac('sha256', secret).update(text).digest() }
}

function required(environment: Record<string, string | undefined>, name: string): string {
  const value = environment[name]
  if (!value) throw new Error(`${name} is not set`)
  return value
}
