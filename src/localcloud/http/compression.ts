import { gzip } from 'node:zlib'
import type { FastifyInstance } from 'fastify'

/** What fits into one packet gains nothing. */
const SMALLEST_CHARACTERS = 1400

/** Compresses what functions answer over HTTP, as CloudBase's gateway does, for callers that take it. */
export function addCompression(server: FastifyInstance): void {
  server.addHook('onSend', (request, reply, payload, done) => {
    const isLarge = typeof payload === 'string' && payload.length > SMALLEST_CHARACTERS
    if (
      !isLarge ||
      !request.url.startsWith('/api/') ||
      !request.headers['accept-encoding']?.includes('gzip')
    ) {
      return done(null, payload)
    }
    reply.header('content-encoding', 'gzip').header('vary', 'accept-encoding').removeHeader('content-length')
    gzip(payload, done)
  })
}
