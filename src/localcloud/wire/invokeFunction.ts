import * as z from 'zod/mini'
import type { WireAction } from './cloud'
import { readFields } from './request'

const request = z.object({ function_name: z.string(), request_data: z.optional(z.string()) })

/** `callFunction()` from a function or a server: no WeChat identity. */
export const invokeFunction: WireAction = async ({ functions }, body) => {
  const { function_name, request_data } = readFields(request, body)
  const event: unknown = request_data ? JSON.parse(request_data) : {}
  const result = await functions.invoke(function_name, event)
  return { data: { response_data: JSON.stringify(result) } }
}
