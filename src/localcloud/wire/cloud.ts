import type { FunctionHost } from '../functions/host'
import type { Store } from '../store/store'

/** What an action works with. */
export type Cloud = { store: Store; functions: FunctionHost; now: () => number }
/** One wire action: the request body in, the fields of the answer out; throws WireError. */
export type WireAction = (cloud: Cloud, body: unknown) => object | Promise<object>
/** What the SDK gets: data, or CloudBase's code and message. */
export type WireAnswer = { requestId: string } & ({ data?: unknown } | { code: string; message: string })
