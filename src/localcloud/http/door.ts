import { isUtf8 } from 'node:buffer'
import type { FastifyInstance, FastifyReply } from 'fastify'
import * as z from 'zod/mini'
import type { FunctionHost } from '../functions/host'
import type { NamedIdentity } from '../functions/identity'
import { WireError } from '../wire/errors'

/** What a function answers that wants to set more than the body. */
const integrationAnswer = z.object({
  statusCode: z.int().check(z.gte(200), z.lte(599)),
  headers: z._default(z.record(z.string(), z.union([z.string(), z.number(), z.array(z.string())])), {}),
  body: z._default(z.string(), ''),
  isBase64Encoded: z._default(z.boolean(), false),
})

const STATUS: Partial<Record<string, number>> = {
  INVALID_PARAM: 400,
  FUNCTION_NOT_FOUND: 404,
  FUNCTION_PARAM_INVALID: 413,
  FUNCTION_TIME_LIMIT_EXCEEDED: 504,
  FUNCTION_EXCEED_RESOURCE_LIMIT: 429,
}
/** With it a tester says who calls, where an installation has identities to choose from. */
const IDENTITY_HEADER = 'x-localcloud-identity'

/**
 * CloudBase's HTTP access: `/api/<function>` becomes an integration event; the caller is anonymous. Only where there
 * are `identities` is the header IDENTITY_HEADER read: it names one of them, and `/identities` lists them.
 */
export function addDoor(
  server: FastifyInstance,
  functions: FunctionHost,
  environmentId: string,
  identities: Record<string, NamedIdentity> | undefined,
): void {
  if (identities) server.get('/identities', () => listOf(identities))
  server.register(async (door) => {
    // The function gets the body as it came; parsing it is the function's business.
    door.removeAllContentTypeParsers()
    door.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    door.all<{ Params: { name: string } }>('/api/:name', async (request, reply) => {
      const event = {
        path: request.url,
        httpMethod: request.method,
        // Where a request comes from is what the gateway saw, never what the caller says.
        headers: { ...request.headers, 'x-forwarded-for': request.socket.remoteAddress ?? '' },
        queryStringParameters: request.query,
        requestContext: { envId: environmentId, requestId: request.id },
        ...eventBody(request.body as Buffer | undefined),
      }
      try {
        const identity = identities && chosenIdentity(identities, request.headers[IDENTITY_HEADER])
        const resultText = await functions.invoke(request.params.name, event, { kind: 'http', identity })
        return send(reply, resultText === undefined ? undefined : JSON.parse(resultText))
      } catch (fault) {
        if (!(fault instanceof WireError)) throw fault
        return reply.code(STATUS[fault.code] ?? 502).send({ code: fault.code, message: fault.message })
      }
    })
  })
}

/** Names to choose by, and what people read; never the identity itself. */
function listOf(identities: Record<string, NamedIdentity>): { name: string; label: string }[] {
  return Object.entries(identities).map(([name, { label = name }]) => ({ name, label }))
}

/** Text as it came; what is no text in base64, as CloudBase does it. */
function eventBody(bytes: Buffer = Buffer.alloc(0)): { body: string; isBase64Encoded: boolean } {
  return isUtf8(bytes)
    ? { body: bytes.toString('utf8'), isBase64Encoded: false }
    : { body: bytes.toString('base64'), isBase64Encoded: true }
}

/** Undefined when the caller chooses none. Throws WireError when there is no such identity. */
function chosenIdentity(
  identities: Record<string, NamedIdentity>,
  name: string | string[] | undefined,
): NamedIdentity | undefined {
  if (name === undefined) return undefined
  const identity = Object.hasOwn(identities, String(name)) ? identities[String(name)] : undefined
  if (!identity) throw new WireError('INVALID_PARAM', 'there is no such identity to choose')
  return identity
}

function send(reply: FastifyReply, answer: unknown): FastifyReply {
  if (typeof answer !== 'object' || answer === null || !('statusCode' in answer)) return reply.send(answer)
  const whole = integrationAnswer.safeParse(answer)
  if (!whole.success) {
    throw new WireError(
      'FUNCTION_INVOCATION_FAILED',
      'the function’s answer has a statusCode, but is no HTTP answer',
    )
  }
  const { statusCode, headers, body, isBase64Encoded } = whole.data
  return reply
    .code(statusCode)
    .headers(headers)
    .send(isBase64Encoded ? Buffer.from(body, 'base64') : body)
}
