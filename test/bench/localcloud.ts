import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import tcb from '@cloudbase/node-sdk'
import { median, startBenchCloud, timed } from './support'

const ROUNDS = 1000
const WARM_UP_ROUNDS = 500
const EARLY_REQUESTS = 20_000
const ALL_REQUESTS = 200_000
const AT_ONCE = 8
const TRANSACTIONS = 400
const INSERTS = 4000
const UNINDEXED_ROUNDS = 3
/** Whose rows these are; they are taken out again. */
const MARK = 'bench'

type Database = ReturnType<ReturnType<typeof tcb.init>['database']>
type Entity = { _id: string; unit: string; name: string }

/**
 * What the SDK's calls cost on the full city: a point get, and an indexed where with sort and limit, each over the same
 * call against a server that answers the same bytes without looking; and whether memory grows with the requests.
 */
async function benchLocalcloud(): Promise<void> {
  const cloud = await startBenchCloud()
  Object.assign(process.env, cloud.environment, { SILENCE: 'true' })
  const database = tcb.init({ env: tcb.SYMBOL_CURRENT_ENV }).database()
  const { unit, _id } = (await database.collection('entities').limit(1).get()).data[0] as Entity
  const get = (from: Database) => from.collection('entities').doc(_id).get()
  const where = (from: Database) =>
    from.collection('entities').where({ unit }).orderBy('name', 'asc').limit(20).get()

  await database.collection('scanCounts').where({ creditCode: MARK }).remove()
  const bareGet = await startBareServer((await get(database)).data)
  const bareWhere = await startBareServer((await where(database)).data)
  const times = await interleaved({
    get: () => get(database),
    bareGet: () => get(bareGet.database),
    where: () => where(database),
    bareWhere: () => where(bareWhere.database),
  })
  for (const server of [bareGet, bareWhere]) server.close()
  const unindexed: number[] = []
  for (let round = 0; round < UNINDEXED_ROUNDS; round++)
    unindexed.push(await timed(() => whereWithoutIndex(database, unit)))

  const inserts = await perSecond(INSERTS, (number) =>
    database
      .collection('scanCounts')
      .add({ _id: `${MARK}:${number}`, creditCode: MARK, day: '2026-01-01', count: 0 }),
  )
  const hot = await perSecond(TRANSACTIONS, () => increment(database, `${MARK}:0`))
  const many = await perSecond(TRANSACTIONS, (number) => increment(database, `${MARK}:${number}`))

  const mixed = (number: number): Promise<unknown> => {
    const row = `${MARK}:${number % INSERTS}`
    const { inc } = database.command
    switch (number % 10) {
      case 0:
        return database
          .collection('scanCounts')
          .doc(row)
          .update({ count: inc(1) })
      case 1:
        return database
          .collection('scanCounts')
          .doc(row)
          .set({ creditCode: MARK, day: '2026-01-02', count: number })
      case 2:
        return where(database)
      case 3:
        return database.collection('entities').where({ unit }).count()
      default:
        return get(database)
    }
  }
  await perSecond(EARLY_REQUESTS, mixed)
  const early = await cloud.residentBytes()
  const requests = await perSecond(ALL_REQUESTS - EARLY_REQUESTS, mixed)
  const late = await cloud.residentBytes()
  await database.collection('scanCounts').where({ creditCode: MARK }).remove()
  await cloud.close()

  const ms = (values: number[]) => `${median(values).toFixed(2)} ms`
  console.log(
    `get ${ms(times.get)}, bare ${ms(times.bareGet)}; where ${ms(times.where)}, bare ${ms(times.bareWhere)}`,
  )
  console.log(`the same where without its index ${ms(unindexed)}`)
  console.log(
    `a second: ${inserts.toFixed(0)} inserts, ${hot.toFixed(0)} transactions on one counter, ${many.toFixed(0)} on many, ${requests.toFixed(0)} mixed requests`,
  )
  console.log(
    `memory ${toMb(early)} MB after ${EARLY_REQUESTS} requests, ${toMb(late)} MB after ${ALL_REQUESTS}`,
  )
  const over = (one: number[], other: number[]) => (median(one) / median(other)).toFixed(2)
  console.log(
    `bench localcloud: get_over_bare=${over(times.get, times.bareGet)} where_over_bare=${over(times.where, times.bareWhere)} rss_after_over_before=${(late / early).toFixed(2)}`,
  )
}

/** Medians need each call measured under the same conditions: one of each a round. */
async function interleaved<Name extends string>(
  calls: Record<Name, () => Promise<unknown>>,
): Promise<Record<Name, number[]>> {
  const names = Object.keys(calls) as Name[]
  const times = Object.fromEntries(names.map((name) => [name, [] as number[]])) as Record<Name, number[]>
  for (let round = 0; round < WARM_UP_ROUNDS + ROUNDS; round++) {
    for (const name of names) {
      const elapsedMs = await timed(calls[name])
      if (round >= WARM_UP_ROUNDS) times[name].push(elapsedMs)
    }
  }
  return times
}

/** A server that reads a request and answers these documents, always, and the SDK pointed at it. */
async function startBareServer(documents: object[]): Promise<{ database: Database; close: () => void }> {
  const answer = JSON.stringify({
    requestId: 'bare',
    data: { list: documents.map((each) => JSON.stringify(each)) },
  })
  const child = fork(join(__dirname, 'bareProcess.cjs'))
  child.send(answer)
  const [port] = (await once(child, 'message')) as [number]
  const serviceUrl = `http://127.0.0.1:${port}/admin`
  const database = tcb.init({ env: tcb.SYMBOL_CURRENT_ENV, serviceUrl }).database()
  return { database, close: () => child.disconnect() }
}

/** No index is looked for inside an `or`: what remains is reading everything, mingo's test and a sort. */
function whereWithoutIndex(database: Database, unit: string): Promise<unknown> {
  const { command } = database
  return database
    .collection('entities')
    .where(command.or([{ unit }]))
    .orderBy('name', 'asc')
    .limit(20)
    .get()
}

/** One committed increment, tried again for as long as others are first. */
async function increment(database: Database, id: string): Promise<void> {
  for (;;) {
    try {
      await database.runTransaction(
        async (transaction: Awaited<ReturnType<Database['startTransaction']>>) => {
          const row = transaction.collection('scanCounts').doc(id)
          const { data } = await row.get()
          await row.update({ count: data.count + 1 })
        },
      )
      return
    } catch (fault) {
      if ((fault as { code?: string }).code !== 'DATABASE_TRANSACTION_CONFLICT') throw fault
    }
  }
}

/** Does the work `count` times, some at once, and says how many times a second. */
async function perSecond(count: number, work: (number: number) => Promise<unknown>): Promise<number> {
  let next = 0
  const worker = async () => {
    while (next < count) await work(next++)
  }
  const elapsedMs = await timed(() => Promise.all(Array.from({ length: AT_ONCE }, worker)))
  return (count / elapsedMs) * 1000
}

const toMb = (bytes: number) => Math.round(bytes / 2 ** 20)

void benchLocalcloud()
