import * as z from 'zod/mini'
import type { WireAction } from './cloud'
import { WireError } from './errors'
import { readFields } from './request'

const request = z.object({
  function_name: z.string(),
  request_data: z.optional(z.string()),
  qualifier: z.optional(z.string()),
})

/** `callFunction()` from a function or a server: no WeChat identity. */
export const invokeFunction: WireAction = async ({ functions, call }, body) => {
  const { function_name, request_data, qualifier = '$LATEST' } = readFields(request, body)
  if (qualifier !== '$LATEST') {
    throw new WireError(
      'LOCALCLOUD_NOT_ANSWERED',
      `localcloud does not answer versions of functions (${qualifier})`,
    )
  }
  const caller = call ? ({ kind: 'function', call } as const) : ({ kind: 'server' } as const)
  const response_data = await functions.invoke(function_name, parseEvent(request_data), caller)
  return { data: { response_data } }
}

function parseEvent(text: string | undefined): unknown {
  try {
    return text ? JSON.parse(text) : {}
  } catch (fault) {
    if (fault instanceof SyntaxError) throw new WireError('INVALID_PARAM', 'request_data is no JSON')
    throw fault
  }
}
