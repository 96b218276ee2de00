import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { type Database, openDatabase } from '../../src/cloudbase/database'
import { putReport, readSources } from '../../src/cloudbase/reports'
import type { RecordRow, ReportRow } from '../../src/cloudbase/rows'
import { shanghaiDate } from '../../src/domain/calendar'
import { projectReport } from '../../src/domain/report'
import { median, SCANNERS, startBenchCloud, timed } from './support'

const ROUNDS = 2000
const WARM_UP_ROUNDS = 2000
const COUNTED_CALLS = 50

/**
 * What a scan costs over one bare read of the same document: the function's `main`, and the HTTP door; of a middling
 * report, and of one of fifty records.
 */
async function benchScan(): Promise<void> {
  const cloud = await startBenchCloud()
  Object.assign(process.env, cloud.environment)
  const database = openDatabase()
  const { main } = require(join(process.cwd(), 'dist/cloudfunctions/credit/index.js')) as { main: Main }
  const agent = new Agent({ keepAlive: true })
  let calls = 0
  const nextScanner = () => Object.entries(SCANNERS)[calls++ % 100] as [string, { openId: string }]

  const report = await middlingReport(database)
  const middling = await measure(report)
  const creditCode = report._id
  await fillReport(database, report)
  const full = await measure((await reportsOf(database, [creditCode]))[0] as ReportRow)
  await emptyReport(database, report)

  const requestsValid = await requestsOf(() => callMain(eventOf(report)))
  const requestsForged = await requestsOf(() => main(eventOf({ plaqueCode: '0'.repeat(20) }), {}))
  await cloud.close()
  agent.destroy()
  console.log(`with ${RECORDS} records: main_over_get=${full.main} door_over_get=${full.door}`)
  console.log(
    `bench scan: main_over_get=${middling.main} door_over_get=${middling.door} requests_valid=${requestsValid} requests_forged=${requestsForged}`,
  )

  async function measure(one: ReportRow): Promise<{ main: string; door: string }> {
    const body = JSON.stringify(eventOf(one))
    const times = { get: [] as number[], main: [] as number[], door: [] as number[] }
    for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
      const getMs = await timed(() => database.collection('reports').doc(one._id).get())
      const mainMs = await timed(() => callMain(eventOf(one)))
      const doorMs = await timed(() => callDoor(body))
      if (round < WARM_UP_ROUNDS) continue
      times.get.push(getMs)
      times.main.push(mainMs)
      times.door.push(doorMs)
    }
    const ms = (values: number[]) => `${median(values).toFixed(2)} ms`
    console.log(
      `report of ${JSON.stringify(one.body).length} characters; medians of ${ROUNDS} interleaved rounds: get ${ms(times.get)}, main ${ms(times.main)}, door ${ms(times.door)}`,
    )
    const over = (values: number[]) => (median(values) / median(times.get)).toFixed(2)
    return { main: over(times.main), door: over(times.door) }
  }

  async function callMain(event: unknown): Promise<void> {
    const [, { openId }] = nextScanner()
    if (!(await main(event, { environ: `WX_OPENID=${openId}` })).ok)
      throw new Error('the plaque shows no report')
  }

  async function callDoor(body: string): Promise<void> {
    const [scanner] = nextScanner()
    const answer = await post(`${cloud.url}/api/credit`, body, scanner, agent)
    if (!answer.startsWith('{"ok":true')) throw new Error('the plaque shows no report through the door')
  }

  async function requestsOf(call: () => Promise<unknown>): Promise<number> {
    const before = await cloud.databaseRequests()
    for (let index = 0; index < COUNTED_CALLS; index++) await call()
    return ((await cloud.databaseRequests()) - before) / COUNTED_CALLS
  }
}

type Main = (event: unknown, context: unknown) => Promise<{ ok: boolean }>

const eventOf = ({ plaqueCode }: Pick<ReportRow, 'plaqueCode'>) => ({
  action: 'report.read',
  input: { code: plaqueCode },
})

async function middlingReport(database: Database): Promise<ReportRow> {
  const { data } = await database.collection('reports').limit(501).get()
  const bySize = (data as ReportRow[]).filter(({ body }) => body.entity.status === 'active')
  bySize.sort((a, b) => JSON.stringify(a).length - JSON.stringify(b).length)
  return bySize[Math.floor(bySize.length / 2)] as ReportRow
}

async function reportsOf(database: Database, creditCodes: readonly string[]): Promise<ReportRow[]> {
  const { data } = await database
    .collection('reports')
    .where({ _id: database.command.in([...creditCodes]) })
    .get()
  return data as ReportRow[]
}

const RECORDS = 50
const ADDED = 'bench-scan-'

/** Gives the entity licences of others until the report shows fifty records. */
async function fillReport(database: Database, report: ReportRow): Promise<void> {
  const shown = report.body.chapters.reduce((sum, { records }) => sum + records.length, 0)
  const { data } = await database.collection('records').where({ kind: 'licence' }).limit(RECORDS).get()
  const added = (data as RecordRow[])
    .slice(0, RECORDS - shown)
    .map((record, index) => ({ ...record, _id: `${ADDED}${index}`, creditCode: report._id }))
  await database.collection('records').add(added)
  await project(database, report)
}

async function emptyReport(database: Database, report: ReportRow): Promise<void> {
  const ids = Array.from({ length: RECORDS }, (_, index) => `${ADDED}${index}`)
  await database
    .collection('records')
    .where({ _id: database.command.in(ids) })
    .remove()
  await project(database, report)
}

async function project(database: Database, report: ReportRow): Promise<void> {
  const { _id: creditCode, plaqueCode: code, plaqueNumber: number, plaqueSince: since } = report
  const projection = projectReport(await readSources(database, creditCode), shanghaiDate(Date.now()))
  await putReport(database, { code, number, creditCode, since }, projection)
}

function post(url: string, body: string, scanner: string, agent: Agent): Promise<string> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
      'x-localcloud-identity': scanner,
    }
    const call = request(url, { method: 'POST', agent, headers }, (answer) => {
      let text = ''
      answer
        .setEncoding('utf8')
        .on('error', reject)
        .on('data', (part) => {
          text += part
        })
        .on('end', () => resolve(text))
    })
    call.on('error', reject).end(body)
  })
}

void benchScan()
