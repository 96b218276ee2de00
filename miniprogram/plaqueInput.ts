import type { CallError } from '../src/contracts/errors'
import type { ScannedInput } from '../src/domain/link'
import { type PlaqueInput, type PlaqueInputError, parsePlaqueInput } from '../src/domain/plaqueLink'
import type { Result } from '../src/domain/result'
import { parseScannedLink, type ScannedLink } from '../src/domain/scannedLink'
import { readCity } from './gateway/city'
import { ownOrigins } from './platform/ownOrigins'

/** What arrives with a scan or a link. */
export type Scanned = ScannedInput

/** What names a plaque: the one place where the phone understands what was typed, or what the report was opened for. */
export function understandPlaque(
  scanned: Scanned,
): Promise<Result<PlaqueInput, PlaqueInputError | CallError>> {
  return understand(scanned, parsePlaqueInput)
}

/** What a scan brought: a plaque, an invitation or a desktop's log-in. */
export function understandScanned(
  scanned: Scanned,
): Promise<Result<ScannedLink, PlaqueInputError | CallError>> {
  return understand(scanned, parseScannedLink)
}

/** Only a link of a host that the phone does not know makes it ask the city for its hosts. */
async function understand<T>(
  scanned: Scanned,
  parse: (scanned: Scanned, origins: readonly string[]) => Result<T, PlaqueInputError>,
): Promise<Result<T, PlaqueInputError | CallError>> {
  const understood = parse(scanned, ownOrigins())
  if (understood.ok || understood.error.code !== 'PLAQUE_LINK_OTHER_HOST') return understood
  const city = await readCity()
  return city.ok ? parse(scanned, city.value.plaqueOrigins) : city
}
