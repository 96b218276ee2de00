import type * as z from 'zod/mini'
import type { CallError } from './errors'
import {
  cityReadRequest,
  cityReadResponse,
  reportReadRequest,
  reportReadResponse,
  scanRecordRequest,
  scanRecordResponse,
} from './report'

/** Who may call an action; the wrapper in `src/cloudbase` holds callers to it. */
export type Audience = 'anyone'

type Action = { request: z.ZodMiniType; response: z.ZodMiniType; audience: Audience }

/** THE map of what crosses the wire: function -> action -> request, response and who may call. */
export const FUNCTIONS = {
  credit: {
    'report.read': { request: reportReadRequest, response: reportReadResponse, audience: 'anyone' },
    'scan.record': { request: scanRecordRequest, response: scanRecordResponse, audience: 'anyone' },
    'city.read': { request: cityReadRequest, response: cityReadResponse, audience: 'anyone' },
  },
} as const satisfies Record<string, Record<string, Action>>

/** A function of the map. */
export type FunctionName = keyof typeof FUNCTIONS
/** An action of a function. */
export type ActionName<F extends FunctionName> = keyof (typeof FUNCTIONS)[F] & string
type Entry<F extends FunctionName, A extends ActionName<F>> = (typeof FUNCTIONS)[F][A] & Action
/** What a caller sends. */
export type Request<F extends FunctionName, A extends ActionName<F>> = z.infer<Entry<F, A>['request']>
/** What a caller gets when all is well. */
export type Response<F extends FunctionName, A extends ActionName<F>> = z.infer<Entry<F, A>['response']>

/** The event a function receives, whichever road it came by. */
export type CallEvent = { action: string; input: unknown }
/** The answer of every function: the value, or a failure of the registry. */
export type CallAnswer<T> = { ok: true; value: T } | { ok: false; error: CallError }
