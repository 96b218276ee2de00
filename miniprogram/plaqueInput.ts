import type { CallError } from '../src/contracts/errors'
import { type PlaqueInput, type PlaqueInputError, parsePlaqueInput } from '../src/domain/plaqueLink'
import type { Result } from '../src/domain/result'
import { readCity } from './gateway/city'
import { ownOrigins } from './platform/ownOrigins'

/** What arrives with a scan or a link: WeChat's `q` or `scene` as they came, or plain text. */
export type Scanned = { q?: string; scene?: string; text?: string }

/**
 * The one place where the phone understands what was scanned or typed. Only a link of a host it does not know makes
 * it ask the city for the plaques' hosts.
 */
export async function understandPlaque(
  scanned: Scanned,
): Promise<Result<PlaqueInput, PlaqueInputError | CallError>> {
  const understood = parsePlaqueInput(scanned, ownOrigins())
  if (understood.ok || understood.error.code !== 'PLAQUE_LINK_OTHER_HOST') return understood
  const city = await readCity()
  return city.ok ? parsePlaqueInput(scanned, city.value.plaqueOrigins) : city
}
