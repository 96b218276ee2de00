import * as z from 'zod/mini'
import { DatabaseRefusal } from '../semantics/refusal'
import type { Criteria } from '../store/planner'
import { type Document, decodeWire } from '../store/values'
import { WireError } from './errors'

/** Checks the fields of a request that an action reads; what else the SDK sends with it is not looked at. */
export function readFields<Schema extends z.ZodMiniType>(schema: Schema, body: unknown): z.infer<Schema> {
  const fields = schema.safeParse(body)
  if (fields.success) return fields.data
  const issue = fields.error.issues[0]
  throw new WireError(
    'INVALID_PARAM',
    `${issue?.path.join('.') || 'request'}: ${issue?.message ?? 'invalid'}`,
  )
}

/** Names as CloudBase allows them. */
export const collectionName = z.string().check(z.regex(/^[a-zA-Z][\w-]{0,63}$/, 'not a collection name'))

/** Decodes an EJSON object of the request; absent or empty text is an empty object. */
export function decodeObject(text: string | undefined, field: string, now: number): Criteria {
  const value = decodeValue(text || '{}', field, now)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new WireError('INVALID_PARAM', `${field} must be an object`)
  }
  return value as Criteria
}

/** Decodes a document of the request; `_id` may be missing. */
export function decodeDocument(text: string, now: number): Partial<Document> & Record<string, unknown> {
  return decodeObject(text, 'data', now)
}

/** Decodes any EJSON value of the request. */
export function decodeValue(text: string, field: string, now: number): unknown {
  if (isTooDeep(text)) throw new WireError('INVALID_PARAM', `${field} is nested too deeply`)
  try {
    return decodeWire(text, now)
  } catch (fault) {
    if (fault instanceof DatabaseRefusal) throw fault
    // bson and JSON.parse throw on text that is no EJSON; what they say of it helps the caller.
    throw new WireError('INVALID_PARAM', `${field} is no EJSON: ${(fault as Error).message}`)
  }
}

/** MongoDB's limit of nesting is 100 (manual: "MongoDB Limits and Thresholds"); EJSON's own wrappers add one. */
const MAXIMUM_DEPTH = 101

/** Seen in the text, before anything recursive has to do with it. */
function isTooDeep(text: string): boolean {
  let depth = 0
  let isInText = false
  for (let place = 0; place < text.length; place++) {
    const character = text[place]
    if (isInText && character === '\\') place++
    else if (character === '"') isInText = !isInText
    else if (!isInText && (character === '{' || character === '[') && ++depth > MAXIMUM_DEPTH) return true
    else if (!isInText && (character === '}' || character === ']')) depth--
  }
  return false
}
