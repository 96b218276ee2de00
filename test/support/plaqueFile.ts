import { readFileSync } from 'node:fs'
import { Writable } from 'node:stream'
import type { Plaque, PlaqueKind } from '../../src/domain/plaqueStandard'
import { writePlaqueSheets } from '../../src/paperwork/plaqueSheets/plaqueSheets'
import { PLAQUE_ORIGIN } from './samplePlaques'

/** The font that plaques are printed in. */
export const PLAQUE_FONT = readFileSync(
  'node_modules/@expo-google-fonts/noto-sans-sc/400Regular/NotoSansSC_400Regular.ttf',
)

/** A file of plaques, whole. */
export async function plaqueFile(
  plaques: readonly Plaque[],
  kind: PlaqueKind,
  origin: string = PLAQUE_ORIGIN,
): Promise<{ pdf: Buffer; pageCount: number; plaqueCount: number }> {
  const chunks: Buffer[] = []
  const sink = new Writable({
    write(chunk, _, done) {
      chunks.push(chunk)
      done()
    },
  })
  const written = await writePlaqueSheets(plaques, { kind, font: PLAQUE_FONT, origin, madeAt: 0 }, sink)
  if (!written.ok) throw new Error(written.error.code)
  return { pdf: Buffer.concat(chunks), ...written.value }
}
