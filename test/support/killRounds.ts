import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import tcb from '@cloudbase/node-sdk'
import { type StoreProcess, startStoreProcess } from './storeProcess'

/** What kill -9 did. `acknowledged` writes were answered; a `lost` one is not there; `torn` is there in half. */
export type KillReport = {
  kills: number
  acknowledged: number
  lost: number
  torn: number
  /** Medians, in the same run: after a kill, and after an orderly end. */
  startAfterKillMs: number
  startInOrderMs: number
}

const INDEXES = { batches: [{ fields: ['round'] }], moves: [], accounts: [], counters: [] }
const BATCH = 3
/** Acknowledged from a start to a kill, on the average: a slow machine is killed as much under way as a quick one. */
const MEAN_WRITES = 30
const ACCOUNTS_SUM = 2000
/** Turn by turn, so that both kinds of starts meet the same machine and the same file. */
const KILLS_AN_ORDERLY_END = 10

type Database = ReturnType<ReturnType<typeof tcb.init>['database']>
/** What the clients know of their writes: answered, or sent and never answered. */
type Ledger = {
  batches: Set<string>
  moves: Set<string>
  counted: number
  countedAtMost: number
  acknowledged: number
  /** Called after each acknowledged write. */
  onAcknowledged?: () => void
}

/**
 * Adds, updates and transactions at once; kill -9 at a random moment; start again; look. `kills` times over one file.
 * The last look is at everything that was ever acknowledged.
 */
export async function killRounds(
  script: string,
  storeFile: string,
  seed: number,
  kills: number,
): Promise<KillReport> {
  const ledger: Ledger = {
    batches: new Set(),
    moves: new Set(),
    counted: 0,
    countedAtMost: 0,
    acknowledged: 0,
  }
  const report = { kills: 0, acknowledged: 0, lost: 0, torn: 0 }
  const start = () => startStoreProcess(script, storeFile, INDEXES)

  const inOrder: number[] = []
  const afterKill: number[] = []
  let server = await start()
  await makeAccounts(databaseOf(server))
  for (let round = 0; round < kills; round++) {
    const acknowledged = ledger.acknowledged + 1 + Math.floor(2 * MEAN_WRITES * random(seed, round))
    const clients = work(databaseOf(server), ledger, round)
    await Promise.race([clients, until(ledger, acknowledged)])
    await wait(20 * random(seed, kills + round))
    await server.kill()
    await clients
    report.kills++
    server = await start()
    afterKill.push(server.startMs)
    await look(databaseOf(server), ledger, report, round)
    if (round % KILLS_AN_ORDERLY_END === 0) {
      await server.close()
      server = await start()
      inOrder.push(server.startMs)
    }
  }
  await lookAtAll(databaseOf(server), ledger, report)
  await server.close()
  return {
    ...report,
    acknowledged: ledger.acknowledged,
    startAfterKillMs: median(afterKill),
    startInOrderMs: median(inOrder),
  }
}

/** Resolves when so many writes have been acknowledged in all. */
function until(ledger: Ledger, acknowledged: number): Promise<void> {
  return new Promise((reached) => {
    ledger.onAcknowledged = () => ledger.acknowledged >= acknowledged && reached()
  })
}

function databaseOf({ environment }: StoreProcess): Database {
  // SILENCE: the SDK warns of slow requests by a timer that it forgets when a request fails.
  Object.assign(process.env, environment, { SILENCE: 'true' })
  return tcb.init({ env: tcb.SYMBOL_CURRENT_ENV }).database()
}

async function makeAccounts(database: Database): Promise<void> {
  for (const _id of ['a', 'b'])
    await database.collection('accounts').add({ _id, balance: ACCOUNTS_SUM / 2, moves: 0 })
  await database.collection('counters').add({ _id: 'c', left: 0, right: 0 })
}

/** Six clients, each until the server is gone. */
async function work(database: Database, ledger: Ledger, round: number): Promise<void> {
  const add = (client: number) => async (turn: number) => {
    const batch = `${round}-${client}-${turn}`
    const rows = Array.from({ length: BATCH }, (_, place) => ({ _id: `${batch}-${place}`, batch, round }))
    await database.collection('batches').add(rows)
    ledger.batches.add(batch)
  }
  const count = async () => {
    ledger.countedAtMost++
    const { inc } = database.command
    await database
      .collection('counters')
      .doc('c')
      .update({ left: inc(1), right: inc(1) })
    ledger.counted++
  }
  const move = (client: number) => async (turn: number) => {
    const _id = `${round}-${client}-${turn}`
    const transaction = await database.startTransaction()
    const accounts = transaction.collection('accounts')
    const { data: from } = await accounts.doc('a').get()
    const { data: to } = await accounts.doc('b').get()
    await accounts.doc('a').update({ balance: from.balance - 1, moves: from.moves + 1 })
    await transaction.collection('moves').add({ _id, amount: 1 })
    await accounts.doc('b').update({ balance: to.balance + 1 })
    await transaction.commit()
    ledger.moves.add(_id)
  }
  const client = async (act: (turn: number) => Promise<void>) => {
    for (let turn = 0; ; turn++) {
      try {
        await act(turn)
        ledger.acknowledged++
        ledger.onAcknowledged?.()
      } catch (fault) {
        const { code } = fault as { code?: string }
        // Two moves collided: nothing of this one may be there. Everything else means that the server is gone.
        if (code === 'DATABASE_TRANSACTION_CONFLICT') continue
        if (code?.startsWith('E') || code === undefined) return
        throw fault
      }
    }
  }
  await Promise.all([add(0), add(1), count, count, move(4), move(5)].map(client))
}

async function look(
  database: Database,
  ledger: Ledger,
  report: KillReport | Tally,
  round: number,
): Promise<void> {
  const rows = await allOf(database, 'batches', { round })
  judgeBatches(
    rows,
    [...ledger.batches].filter((batch) => batch.startsWith(`${round}-`)),
    report,
  )
  const [counter] = (await database.collection('counters').doc('c').get()).data
  if (counter.left !== counter.right) report.torn++
  if (counter.left < ledger.counted) report.lost += ledger.counted - counter.left
  if (counter.left > ledger.countedAtMost) report.torn++
  const accounts = (await database.collection('accounts').get()).data as { balance: number; moves: number }[]
  const moves = (await database.collection('moves').count()).total
  if (accounts.reduce((sum, { balance }) => sum + balance, 0) !== ACCOUNTS_SUM) report.torn++
  if (accounts.reduce((sum, account) => sum + account.moves, 0) !== moves) report.torn++
}

type Tally = { lost: number; torn: number }

async function lookAtAll(database: Database, ledger: Ledger, report: Tally): Promise<void> {
  judgeBatches(await allOf(database, 'batches', {}), [...ledger.batches], report)
  const moves = new Set((await allOf(database, 'moves', {})).map(({ _id }) => _id))
  for (const move of ledger.moves) if (!moves.has(move)) report.lost++
}

function judgeBatches(rows: { batch?: string }[], acknowledged: string[], report: Tally): void {
  const sizes = new Map<string, number>()
  for (const { batch = '' } of rows) sizes.set(batch, (sizes.get(batch) ?? 0) + 1)
  for (const size of sizes.values()) if (size !== BATCH) report.torn++
  for (const batch of acknowledged) if (!sizes.has(batch)) report.lost++
}

async function allOf(
  database: Database,
  collection: string,
  criteria: object,
): Promise<{ _id: string; batch?: string }[]> {
  const rows: { _id: string; batch?: string }[] = []
  for (;;) {
    const after = { ...criteria, _id: database.command.gt(rows.at(-1)?._id ?? '') }
    const { data } = await database
      .collection(collection)
      .where(after)
      .orderBy('_id', 'asc')
      .limit(1000)
      .get()
    rows.push(...data)
    if (data.length < 1000) return rows
  }
}

/** A number from 0 to 1 that depends on nothing else. */
function random(seed: number, round: number): number {
  return createHash('sha256').update(`${seed}:${round}`).digest().readUInt32BE() / 2 ** 32
}

function median(values: number[]): number {
  return values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
