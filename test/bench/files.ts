import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { largeCsv, largeWorkbook } from '../support/largeFile'
import { median } from './support'

const FEW_ROWS = 100_000
const MANY_ROWS = 1_000_000
const ROUNDS = 3

/** What a process had resident at most while it read a file; in turns, so that the machine's mood is the same for both. */
async function main(folder: string): Promise<void> {
  const ratios: string[] = []
  for (const [name, make] of [
    ['csv', largeCsv],
    ['xlsx', largeWorkbook],
  ] as const) {
    const files = await Promise.all(
      [FEW_ROWS, MANY_ROWS].map(async (rows) => {
        const path = join(folder, `${rows}.${name}`)
        await make(path, rows)
        return { path, rows, peaks: [] as number[] }
      }),
    )
    for (let round = 0; round < ROUNDS; round++)
      for (const { path, rows, peaks } of files) peaks.push(await peakOf(path, rows))
    const [few = Number.NaN, many = Number.NaN] = files.map(({ peaks }) => median(peaks))
    console.log(`${name}: ${megabytes(few)} MB for ${FEW_ROWS} rows, ${megabytes(many)} MB for ${MANY_ROWS}`)
    ratios.push(`${name}_memory_1m_over_100k=${(many / few).toFixed(2)}`)
  }
  console.log(`bench files: ${ratios.join(' ')}`)
}

const megabytes = (kilobytes: number) => Math.round(kilobytes / 1024)

type Told = { rows: number; peakKilobytes: number }

function refuseEnd([code]: unknown[]): never {
  throw new Error(`the reading process ended with ${code}`)
}

async function peakOf(path: string, rows: number): Promise<number> {
  const child = fork(join(__dirname, 'filesProcess.cjs'), [path])
  const exited = once(child, 'exit')
  const [told] = (await Promise.race([once(child, 'message'), exited.then(refuseEnd)])) as [Told]
  if (told.rows !== rows) throw new Error(`${rows} rows were written and ${told.rows} read`)
  child.disconnect()
  await exited
  return told.peakKilobytes
}

const folder = mkdtempSync(join(tmpdir(), 'files-'))
void main(folder).finally(() => rmSync(folder, { recursive: true }))
