import { toString as qrText } from 'qrcode'
import type { CodeRow } from '../cloudbase/rows'
import { plaqueStanding } from '../domain/codeStates'
import { plaqueLink } from '../domain/plaqueLink'
import { formatPlaqueNumber } from '../domain/plaqueNumber'
import type { Localcloud } from '../localcloud/localcloud'
import { matching } from '../localcloud/store/find'
import type { Store } from '../localcloud/store/store'
import type { CityManifest } from './dataFolder'
import { DEMO_PEOPLE, DEMO_PIN } from './demoPeople'
import { fullestReport } from './fullestReport'

/** A plaque of each standing is looked for among this many codes. */
const CODES_LOOKED_AT = 20_000
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
  lines.push('', ...identityLines(url, manifest.mode), '', 'Ctrl-C stops it.', '')
  return lines.join('\n')
}

/** Only in a demo may anybody be anybody. */
function identityLines(url: string, mode: CityManifest['mode']): string[] {
  if (mode !== 'demo') return ['Identities: citizen (anybody who scans; no log-in).']
  return [
    `Identities to try, chosen at ${url}/pages/me/index, each tab its own; the PIN of all is ${DEMO_PIN}:`,
    ...DEMO_PEOPLE.map(({ identity, name, can }) => `  ${identity.padEnd(18)}${name ?? '　　　'}  ${can}`),
    `A desktop of theirs logs in at ${url}/login.`,
  ]
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
