import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { openDatabase } from '../../src/cloudbase/database'
import type { ReportRow } from '../../src/cloudbase/rows'
import { median, startBenchCloud, timed } from './support'

const PAIRS = 41
const WARM_UP_PAIRS = 3

/** From the start of a process with the built function to its first answer, over loading the SDK from node_modules. */
async function benchCold(): Promise<void> {
  const cloud = await startBenchCloud()
  Object.assign(process.env, cloud.environment)
  const { data } = await openDatabase()
    .collection('reports')
    .where({ 'body.entity.status': 'active' })
    .limit(1)
    .get()
  const event = { action: 'report.read', input: { code: (data[0] as ReportRow).plaqueCode } }
  const bundle = JSON.stringify(join(process.cwd(), 'dist/cloudfunctions/credit/index.js'))
  const answer = `require(${bundle}).main(${JSON.stringify(event)}, {}).then((answer) => console.log(answer.ok ? 'done' : 'failed'))`
  const load = `require('@cloudbase/node-sdk'); console.log('done')`

  const times = { answer: [] as number[], load: [] as number[] }
  for (let pair = 0; pair < WARM_UP_PAIRS + PAIRS; pair++) {
    const [answerMs, loadMs] = [
      await timed(() => firstWord(answer, cloud.environment)),
      await timed(() => firstWord(load, cloud.environment)),
    ]
    if (pair < WARM_UP_PAIRS) continue
    times.answer.push(answerMs)
    times.load.push(loadMs)
  }
  await cloud.close()
  console.log(
    `first answer ${median(times.answer).toFixed(0)} ms, require ${median(times.load).toFixed(0)} ms; medians of ${PAIRS} interleaved pairs`,
  )
  console.log(
    `bench cold: first_answer_over_require=${(median(times.answer) / median(times.load)).toFixed(2)}`,
  )
}

/** Runs a script in a fresh process until it prints `done`. */
async function firstWord(script: string, environment: Record<string, string>): Promise<void> {
  const child = spawn(process.execPath, ['-e', script], {
    env: environment,
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const exit = once(child, 'exit')
  const [word] = (await once(child.stdout, 'data')) as [Buffer]
  if (word.toString().trim() !== 'done') throw new Error(`the process said ${word}`)
  child.kill()
  await exit
}

void benchCold()
