import { setTimeout as wait } from 'node:timers/promises'
import tcb from '@cloudbase/node-sdk'
import type { IndexDeclarations } from '../../src/localcloud/store/indexDeclarations'
import { type StoreProcess, startStoreProcess } from './storeProcess'

/** Milliseconds from the start of the process to its first answer, one number a round. */
export type StartTimes = { afterKillMs: number[]; inOrderMs: number[] }

const CLIENTS = 6
const UNDER_LOAD_MS = 1000

/**
 * How long a store takes to start after an orderly end and after kill -9, turn by turn over one file, each time after a
 * second of writing. `collection` is written to.
 */
export async function measureStarts(
  script: string,
  storeFile: string,
  indexes: IndexDeclarations,
  collection: string,
  rounds: number,
): Promise<StartTimes> {
  const start = () => startStoreProcess(script, storeFile, indexes)
  const times: StartTimes = { afterKillMs: [], inOrderMs: [] }
  for (let round = 0; round < rounds; round++) {
    for (const [end, measured] of [
      ['close', times.inOrderMs],
      ['kill', times.afterKillMs],
    ] as const) {
      const loaded = await start()
      const clients = write(loaded, collection, `${round}-${end}`)
      await wait(UNDER_LOAD_MS)
      await loaded[end]()
      await clients
      const again = await start()
      measured.push(again.startMs)
      await again.close()
    }
  }
  return times
}

/** Clients that add and count until the server is gone. */
async function write({ environment }: StoreProcess, collection: string, mark: string): Promise<void> {
  Object.assign(process.env, environment, { SILENCE: 'true' })
  const database = tcb.init({ env: tcb.SYMBOL_CURRENT_ENV }).database()
  const rows = database.collection(collection)
  const client = async (number: number) => {
    try {
      for (let turn = 0; ; turn++) {
        await rows.add({ _id: `${mark}-${number}-${turn}`, count: 0 })
        await rows.doc(`${mark}-${number}-0`).update({ count: database.command.inc(1) })
      }
    } catch (fault) {
      const { code } = fault as { code?: string }
      // The server is gone; anything else is a fault of the store's.
      if (code !== undefined && !code.startsWith('E')) throw fault
    }
  }
  await Promise.all(Array.from({ length: CLIENTS }, (_, number) => client(number)))
}
