import { promisify } from 'node:util'
import { gzip } from 'node:zlib'
import type { FastifyInstance } from 'fastify'

const compress = promisify(gzip)
/** What fits into one packet gains nothing. */
const SMALLEST_CHARACTERS = 1400

/** Compresses what functions answer over HTTP, as CloudBase's gateway does, for callers that take it. */
export function addCompression(server: FastifyInstance): void {
  server.addHook('onSend', async (request, reply, payload) => {
    const isLarge = typeof payload === 'string' && payload.length > SMALLEST_CHARACTERS
    if (
      !isLarge ||
      !request.url.startsWith('/api/') ||
      !request.headers['accept-encoding']?.includes('gzip')
    ) {
      return payload
    }
    reply.header('content-encoding', 'gzip').header('vary', 'accept-encoding').removeHeader('content-length')
    return compress(payload)
  })
}
