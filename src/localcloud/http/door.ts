import type { FastifyInstance } from 'fastify'
import type { FunctionHost } from '../functions/host'
import type { WechatIdentity } from '../functions/identity'
import { WireError } from '../wire/errors'

type IntegrationAnswer = {
  statusCode: number
  headers?: Record<string, string>
  body?: string
  isBase64Encoded?: boolean
}

const STATUS: Partial<Record<string, number>> = {
  FUNCTION_NOT_FOUND: 404,
  FUNCTION_PARAM_INVALID: 413,
  FUNCTION_TIME_LIMIT_EXCEEDED: 504,
  FUNCTION_EXCEED_RESOURCE_LIMIT: 429,
}
/** With it a tester says who calls, where an installation has identities to choose from. */
const IDENTITY_HEADER = 'x-localcloud-identity'

/**
 * CloudBase's HTTP access: `/api/<function>` becomes an integration event; the caller is anonymous. Only where there
 * are `identities` is the header IDENTITY_HEADER read: it names one of them.
 */
export function addDoor(
  server: FastifyInstance,
  functions: FunctionHost,
  environmentId: string,
  identities: Record<string, WechatIdentity> | undefined,
): void {
  server.register(async (door) => {
    // The function gets the body as it came; parsing it is the function's business.
    door.removeAllContentTypeParsers()
    door.addContentTypeParser('*', { parseAs: 'string' }, (_request, body, done) => done(null, body))
    door.all<{ Params: { name: string } }>('/api/:name', async (request, reply) => {
      const event = {
        path: request.url,
        httpMethod: request.method,
        headers: request.headers,
        queryStringParameters: request.query,
        requestContext: { envId: environmentId, requestId: request.id },
        body: (request.body as string | undefined) ?? '',
        isBase64Encoded: false,
      }
      const chosen = identities && request.headers[IDENTITY_HEADER]
      const identity =
        typeof chosen === 'string' && Object.hasOwn(identities ?? {}, chosen)
          ? identities?.[chosen]
          : undefined
      if (chosen !== undefined && !identity) {
        return reply.code(400).send({ code: 'INVALID_PARAM', message: 'there is no such identity to choose' })
      }
      try {
        const resultText = await functions.invoke(request.params.name, event, { kind: 'http', identity })
        const answer: unknown = resultText === undefined ? undefined : JSON.parse(resultText)
        if (!isIntegrationAnswer(answer)) return reply.send(answer)
        const { statusCode, headers = {}, body = '', isBase64Encoded } = answer
        return reply
          .code(statusCode)
          .headers(headers)
          .send(isBase64Encoded ? Buffer.from(body, 'base64') : body)
      } catch (fault) {
        if (!(fault instanceof WireError)) throw fault
        return reply.code(STATUS[fault.code] ?? 502).send({ code: fault.code, message: fault.message })
      }
    })
  })
}

function isIntegrationAnswer(answer: unknown): answer is IntegrationAnswer {
  return typeof answer === 'object' && answer !== null && 'statusCode' in answer
}
