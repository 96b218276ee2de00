import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { plaqueKind } from '../../src/domain/plaqueStandard'
import { writePlaqueSheets } from '../../src/paperwork/plaqueSheets/plaqueSheets'
import { manyPlaques, PLAQUE_ORIGIN } from '../support/samplePlaques'

/**
 * Writes as many single plaques as its argument says, made one by one and kept nowhere, and tells how many there were and
 * the most memory that was resident at once, the program's own with it. Ends with its parent's word.
 */
async function print(count: number): Promise<void> {
  const kind = plaqueKind('tableStand')
  if (!kind) throw new Error('there are no table stands')
  const font = readFileSync(join(process.cwd(), 'dist/cloudfunctions/document/font.ttf'))
  const sink = new Writable({ write: (_chunk, _encoding, done) => void setImmediate(done) })
  const options = { kind, font, origin: PLAQUE_ORIGIN, madeAt: 0 }
  const written = await writePlaqueSheets(manyPlaques(count), options, sink)
  if (!written.ok) throw new Error(written.error.code)
  const peakKilobytes = process.resourceUsage().maxRSS
  process.send?.({ plaques: written.value.plaqueCount, peakKilobytes })
}

process.on('disconnect', () => process.exit(0))
void print(Number(process.argv[2]))
