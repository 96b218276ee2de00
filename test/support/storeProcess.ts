import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import type { IndexDeclarations } from '../../src/localcloud/store/indexDeclarations'

/** localcloud in a process of its own: see `bench/storeProcess`. */
export type StoreProcess = {
  url: string
  environment: Record<string, string>
  /** From the start of the process to its first answer. */
  startMs: number
  residentBytes: () => Promise<number>
  /** kill -9; resolves when the process is gone. */
  kill: () => Promise<void>
  /** Ends it in order. */
  close: () => Promise<void>
}

/** Starts one; `script` is the built `bench/storeProcess`. */
export async function startStoreProcess(
  script: string,
  storeFile: string,
  indexes: IndexDeclarations,
): Promise<StoreProcess> {
  const startedAt = performance.now()
  const child = fork(script, [storeFile, JSON.stringify(indexes)])
  const { url, environment } = await firstMessage(child)
  const exited = once(child, 'exit')
  return {
    url,
    environment,
    startMs: performance.now() - startedAt,
    residentBytes: async () => {
      child.send('memory')
      return ((await once(child, 'message')) as [{ residentBytes: number }])[0].residentBytes
    },
    kill: async () => {
      child.kill('SIGKILL')
      await exited
    },
    close: async () => {
      child.disconnect()
      await exited
    },
  }
}

function firstMessage(child: ChildProcess): Promise<{ url: string; environment: Record<string, string> }> {
  return new Promise((resolve, reject) => {
    child.once('message', (message) => resolve(message as never))
    child.once('exit', (code) =>
      reject(new Error(`the store's process ended with ${code} before it answered`)),
    )
  })
}
