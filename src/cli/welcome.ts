import { toString as qrText } from 'qrcode'
import type { CodeRow, ReportRow } from '../cloudbase/rows'
import { reportCounts } from '../domain/chapters'
import { plaqueStanding } from '../domain/codeStates'
import { plaqueLink } from '../domain/plaqueLink'
import { formatPlaqueNumber } from '../domain/plaqueNumber'
import type { Localcloud } from '../localcloud/localcloud'
import { matching } from '../localcloud/store/find'
import type { Store } from '../localcloud/store/store'
import type { CityManifest } from './dataFolder'

/** A plaque of each standing is looked for among this many codes. */
const CODES_LOOKED_AT = 20_000
/** The plaque that is shown is the fullest of this many reports that still fits a screen or two. */
const REPORTS_LOOKED_AT = 200
const FITTING_RECORDS = 12

type Plaque = { code: string; number: string; note: string }

/** What `npm start` prints once the city runs: address, a plaque to scan, others to try, identities. */
export async function welcomeText(
  { store, url, consoleUrl }: Pick<Localcloud, 'store' | 'url' | 'consoleUrl'>,
  manifest: CityManifest,
): Promise<string> {
  const origin = process.env.PLAQUE_ORIGIN ?? url
  const report = fullestReport(store)
  const lines = [`\n码上诚信 runs at ${url}  (${DESCRIPTIONS[manifest.mode]})`]
  if (report) {
    const link = plaqueLink(origin, report.plaqueCode)
    lines.push('', `A plaque to scan, of ${report.body.entity.name}:`, '', await qrDrawing(link))
    lines.push(`  link    ${link}`, `  number  ${formatPlaqueNumber(report.plaqueNumber)}`)
    const others = otherPlaques(store)
    if (others.length > 0) lines.push('', 'Plaques that show no report:')
    for (const { number, note, code } of others)
      lines.push(`  ${formatPlaqueNumber(number)}  ${plaqueLink(origin, code)}  ${note}`)
  } else {
    lines.push('', 'No plaque is assigned in this city yet.')
  }
  lines.push('', `The database, calls and timers, on this machine only: ${consoleUrl}`)
  lines.push('', 'Identities: citizen (anybody who scans; no log-in).', '', 'Ctrl-C stops it.', '')
  return lines.join('\n')
}

/** On a terminal in black on white whatever its colours, so that a phone reads it. */
async function qrDrawing(link: string): Promise<string> {
  const drawing = await qrText(link, { type: 'utf8', margin: 2 })
  return process.stdout.isTTY ? drawing.replace(/^.+$/gm, '\u001b[30;107m$&\u001b[0m') : drawing
}

const DESCRIPTIONS: Record<CityManifest['mode'], string> = {
  demo: 'a fictional demo city',
  trial: 'a trial with real registry data',
  live: 'a served city',
}

function fullestReport(store: Store): ReportRow | undefined {
  let best: ReportRow | undefined
  let looked = 0
  for (const { document } of matching(store.collection('reports'), {})) {
    const report = document as unknown as ReportRow
    if (report.body.entity.status !== 'deregistered' && (!best || fullness(report) > fullness(best)))
      best = report
    if (++looked === REPORTS_LOOKED_AT) break
  }
  return best
}

/** Chapters with records, then the merchant's own words; what is too long, or honoured and listed at once, counts for little. */
function fullness({ body }: ReportRow): number {
  const counts = reportCounts(body)
  const records = Object.values(counts).reduce((sum, count) => sum + count, 0)
  if (records > FITTING_RECORDS || (counts.honour > 0 && counts.dishonesty > 0)) return 0
  const filled = Object.values(counts).filter((count) => count > 0).length
  return filled * 2 + Math.min(body.declarations.length, 2) + Math.min(body.commitments.length, 2)
}

function otherPlaques(store: Store): Plaque[] {
  const found = new Map<string, Plaque>()
  let looked = 0
  for (const { document } of matching(store.collection('codes'), {})) {
    const code = document as unknown as CodeRow
    const standing = plaqueStanding(code)
    if (standing !== 'assigned' && !found.has(standing))
      found.set(standing, { code: code._id, number: code.number, note: standing })
    if (++looked === CODES_LOOKED_AT) break
  }
  return [...found.values()]
}
