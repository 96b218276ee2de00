import { openProtection } from '../cloudbase/protection'
import { fail, ok, type Result } from '../domain/result'
import type { CityManifest } from './dataFolder'
import { DEMO_KEYS } from './demo'

/** The keys of a city as functions read them from their environment. */
export type CityKeys = {
  PLAQUE_KEYS: string
  PERSONAL_DATA_KEYS: string
  IDENTITY_KEY: string
  AUDIT_KEYS: string
}

/**
 * The keys that a city on this machine works with: a demo's are derived and public on purpose, a trial's lie in its
 * folder, and a served city's come from the environment alone, so that no copy of the folder holds both. Says which one
 * is missing or wrong.
 */
export function keysOfCity(
  { mode, plaqueKeys, keys }: Pick<CityManifest, 'mode' | 'plaqueKeys' | 'keys'>,
  environment: Record<string, string | undefined>,
): Result<CityKeys, { message: string }> {
  if (mode === 'demo') return ok({ ...DEMO_KEYS, PLAQUE_KEYS: plaqueKeys })
  if (mode === 'trial') {
    if (!keys) throw new Error('a trial was opened without keys')
    return ok({
      PLAQUE_KEYS: plaqueKeys,
      PERSONAL_DATA_KEYS: keys.personalDataKeys,
      IDENTITY_KEY: keys.identityKey,
      AUDIT_KEYS: keys.auditKeys,
    })
  }
  try {
    openProtection(environment)
  } catch (fault) {
    return fail({
      message: `${(fault as Error).message}. A served city takes its keys from the environment; see docs/personal-data.md.`,
    })
  }
  const { PERSONAL_DATA_KEYS = '', IDENTITY_KEY = '', AUDIT_KEYS = '' } = environment
  return ok({ PLAQUE_KEYS: plaqueKeys, PERSONAL_DATA_KEYS, IDENTITY_KEY, AUDIT_KEYS })
}
