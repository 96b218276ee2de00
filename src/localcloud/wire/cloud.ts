import type { Call } from '../functions/calls'
import type { FunctionHost } from '../functions/host'
import type { Storage } from '../storage/storage'
import type { Store } from '../store/store'
import type { Transactions } from '../store/transactions'

/** What an action works with. */
export type Cloud = {
  store: Store
  transactions: Transactions
  functions: FunctionHost
  storage: Storage
  now: () => number
  /** Gets what localcloud has to say; of a call, it goes into the call's log. */
  log: (line: string) => void
  /** What happens to a query that reads more than 1,000 documents without an index. */
  unindexedReads: 'fail' | 'warn'
  /** The function call during which this is asked for; absent for others who hold the credentials. */
  call?: Call
  /** The line of the function's code that asks; it is looked up when it is told. */
  codeLine?: () => Promise<string | undefined>
}
/** One wire action: the request body in, the fields of the answer out; throws WireError. */
export type WireAction = (cloud: Cloud, body: unknown) => object | Promise<object>
/** What the SDK gets: data, or CloudBase's code and message. */
export type WireAnswer = { requestId: string } & ({ data?: unknown } | { code: string; message: string })
