import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { openDatabase } from '../../src/cloudbase/database'
import type { ReportRow } from '../../src/cloudbase/rows'
import { median, SCANNERS, startBenchCloud, timed } from './support'

const ROUNDS = 2000
const WARM_UP_ROUNDS = 2000
const COUNTED_CALLS = 50

/** What a scan costs over one bare read of the same document: the function's `main`, and the HTTP door. */
async function benchScan(): Promise<void> {
  const cloud = await startBenchCloud()
  Object.assign(process.env, cloud.environment)
  const database = openDatabase()
  const { main } = require(join(process.cwd(), 'dist/cloudfunctions/credit/index.js')) as {
    main: (event: unknown, context: unknown) => Promise<{ ok: boolean }>
  }

  const report = await middlingReport()
  const event = { action: 'report.read', input: { code: report.plaqueCode } }
  const forged = { action: 'report.read', input: { code: '0'.repeat(20) } }
  const get = () => database.collection('reports').doc(report._id).get()
  let calls = 0
  const nextScanner = () => Object.entries(SCANNERS)[calls++ % 100] as [string, { openId: string }]
  const callMain = async () => {
    const [, { openId }] = nextScanner()
    if (!(await main(event, { environ: `WX_OPENID=${openId}` })).ok)
      throw new Error('the plaque shows no report')
  }
  const agent = new Agent({ keepAlive: true })
  const body = JSON.stringify(event)
  const callDoor = async () => {
    const [scanner] = nextScanner()
    const answer = await post(`${cloud.url}/api/credit`, body, scanner, agent)
    if (!answer.startsWith('{"ok":true')) throw new Error('the plaque shows no report through the door')
  }

  const times = { get: [] as number[], main: [] as number[], door: [] as number[] }
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
    const [getMs, mainMs, doorMs] = [await timed(get), await timed(callMain), await timed(callDoor)]
    if (round < WARM_UP_ROUNDS) continue
    times.get.push(getMs)
    times.main.push(mainMs)
    times.door.push(doorMs)
  }
  const requestsOf = async (call: () => Promise<unknown>) => {
    const before = await cloud.databaseRequests()
    for (let index = 0; index < COUNTED_CALLS; index++) await call()
    return ((await cloud.databaseRequests()) - before) / COUNTED_CALLS
  }
  const requestsValid = await requestsOf(callMain)
  const requestsForged = await requestsOf(() => main(forged, {}))
  await cloud.close()
  agent.destroy()

  const ms = (values: number[]) => `${median(values).toFixed(2)} ms`
  console.log(
    `report of ${JSON.stringify(report.body).length} characters; medians of ${ROUNDS} interleaved rounds`,
  )
  console.log(`get ${ms(times.get)}, main ${ms(times.main)}, door ${ms(times.door)}`)
  const over = (values: number[]) => (median(values) / median(times.get)).toFixed(2)
  console.log(
    `bench scan: main_over_get=${over(times.main)} door_over_get=${over(times.door)} requests_valid=${requestsValid} requests_forged=${requestsForged}`,
  )

  async function middlingReport(): Promise<ReportRow> {
    const { data } = await database.collection('reports').limit(501).get()
    const bySize = (data as ReportRow[]).filter(({ body }) => body.entity.status === 'active')
    bySize.sort((a, b) => JSON.stringify(a).length - JSON.stringify(b).length)
    return bySize[Math.floor(bySize.length / 2)] as ReportRow
  }
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
