import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'

/** Nothing from elsewhere is loaded, nobody may frame the pages, and what they show stays out of caches and referrers. */
const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'cache-control': 'no-store',
}

/** What only a proxy sends: then the one who asks is not on this machine. */
const PROXY_HEADERS = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip']

/**
 * Keeps everybody but the person who started localcloud out of a scope. The port is on the loopback interface, but any
 * page that is open in a browser here can send to it, a name of a foreign site may be made to lead to it, and a proxy may
 * pass it on. So: the `Host` must be this machine's, no proxy may stand between, what changes something must say that it
 * comes from the console's own page, and all of it needs a token that is new at each start and printed there. The token
 * goes from the address into a cookie at once, so that it stays in no history.
 */
export function guard(scope: FastifyInstance, path: string, origin: () => string): { address: () => string } {
  const token = randomBytes(24).toString('base64url')
  const hosts = () => {
    const { port } = new URL(origin())
    return [`127.0.0.1:${port}`, `localhost:${port}`]
  }
  // Cookies know no ports: two localclouds on one machine must not share one.
  const cookieName = () => `localcloud_${new URL(origin()).port}`

  scope.addHook('preHandler', async (request, reply) => {
    reply.headers(HEADERS)
    if (!hosts().includes(request.headers.host ?? '')) return refuse(reply, 'this address is not its own')
    if (PROXY_HEADERS.some((name) => request.headers[name] !== undefined))
      return refuse(reply, 'it answers on this machine only, not through a proxy')
    if (request.method !== 'GET' && request.headers.origin !== `http://${request.headers.host}`)
      return refuse(reply, 'the request does not come from its own page')
    const { token: given } = request.query as { token?: unknown }
    if (typeof given === 'string' && isSame(given, token) && request.method === 'GET') {
      reply.header('set-cookie', `${cookieName()}=${token}; HttpOnly; SameSite=Strict; Path=${path}`)
      return reply.redirect(path, 303)
    }
    if (!isSame(cookieOf(request, cookieName()), token)) return refuse(reply, LOG_IN, typedText(request))
  })
  return { address: () => `${origin()}${path}?token=${token}` }
}

const LOG_IN = 'open the address that was printed when localcloud started; each start prints a new one'

/** What somebody has written into a form is given back, so that a restart in between loses nothing. */
function typedText(request: FastifyRequest): string {
  const body = request.body
  return body instanceof URLSearchParams && body.has('text') ? `\n\n${body.get('text')}` : ''
}

function refuse(reply: FastifyReply, why: string, typed = ''): FastifyReply {
  return reply.code(403).type('text/plain; charset=utf-8').send(`The console is closed: ${why}.${typed}\n`)
}

function cookieOf(request: FastifyRequest, name: string): string {
  const pairs = (request.headers.cookie ?? '').split(/; */).map((pair) => pair.split('='))
  return pairs.find(([key]) => key === name)?.[1] ?? ''
}

function isSame(given: string, expected: string): boolean {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)]
  return left.length === right.length && timingSafeEqual(left, right)
}
