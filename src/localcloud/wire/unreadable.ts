import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import type { WireCode } from './errors'

/**
 * Answers a request whose body never came to an action: too large, or no JSON. The SDK takes a code from an answer with
 * status 200 only.
 */
export function answerUnreadable(
  fault: FastifyError,
  request: FastifyRequest,
  reply: FastifyReply,
): FastifyReply {
  const code = codeOf(fault)
  if (code === 'SYS_ERR') console.error(fault)
  const message = code === 'SYS_ERR' ? 'localcloud has a fault; its log says more' : fault.message
  return reply.code(200).send({ requestId: request.id, code, message: `[${code}] ${message}` })
}

/** Codes: docs.cloudbase.net/error-code/basic. */
function codeOf({ code, statusCode = 500 }: FastifyError): WireCode {
  if (code === 'FST_ERR_CTP_BODY_TOO_LARGE') return 'EXCEED_REQUEST_SIZE_LIMIT'
  return statusCode < 500 ? 'INVALID_PARAM' : 'SYS_ERR'
}
