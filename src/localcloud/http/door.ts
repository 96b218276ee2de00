import type { FastifyInstance } from 'fastify'
import type { FunctionHost } from '../functions/host'
import { WireError } from '../wire/errors'

type IntegrationAnswer = {
  statusCode: number
  headers?: Record<string, string>
  body?: string
  isBase64Encoded?: boolean
}

const STATUS: Partial<Record<string, number>> = { FUNCTION_NOT_FOUND: 404, FUNCTION_TIME_LIMIT_EXCEEDED: 504 }

/** CloudBase's HTTP access: `/api/<function>` becomes an integration event; the caller is anonymous. */
export function addDoor(server: FastifyInstance, functions: FunctionHost, environmentId: string): void {
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
      try {
        const answer = await functions.invoke(request.params.name, event)
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
