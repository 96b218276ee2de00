import { connect } from 'node:net'
import fc from 'fast-check'

/** A server to be spoken to: its address, and the id that a request must be signed with. */
export type Target = { url: string; secretId: string }
/** How many of each outcome there were; `unanswered` and `faults` (SYS_ERR, 5xx) must stay 0. */
export type BadRequestCounts = {
  requests: number
  refused: number
  answered: number
  closed: number
  faults: number
  unanswered: number
  /** The first request that ended as a fault or without an answer. */
  example?: string
}

const DATABASE_ACTIONS = [
  'getDocument',
  'insertDocument',
  'modifyDocument',
  'modifyAndReturnDoc',
  'removeDocument',
  'calculateDocument',
  'aggregateDocuments',
  'addCollection',
  'startTransaction',
  'commitTransaction',
  'abortTransaction',
].map((name) => `database.${name}`)

const ejson = fc.oneof(
  fc.json({ maxDepth: 3 }),
  fc.constantFrom(
    '{"a":1}',
    '{"_id":"a"}',
    '{"$set":{"a":1}}',
    '{"a":{"$gt":',
    '{"$inc":{"a":"x"}}',
    '[]',
    'null',
  ),
  fc.constantFrom(
    '{"a":{"$date":"never"}}',
    '{"a":{"$oid":"x"}}',
    '{"a":{"$numberInt":"x"}}',
    '{"$where":"1"}',
  ),
  fc.constantFrom(
    '{"a":{"$regularExpression":{"pattern":"(","options":""}}}',
    '{"__proto__":{"a":1}}',
    '{"$bad":1}',
  ),
  fc.constantFrom(
    '{"a.$[].b":1}',
    '{"$set":{"":1}}',
    '{"$push":{"a":{"$each":1}}}',
    '{"$and":{}}',
    '{"a":{"$in":1}}',
  ),
  fc.constantFrom(100, 5_000, 100_000).map((levels) => '{"a":'.repeat(levels) + 1 + '}'.repeat(levels)),
  fc.constantFrom(100, 5_000, 100_000).map((levels) => '['.repeat(levels)),
)
const field = fc.oneof(
  { weight: 3, arbitrary: ejson },
  { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
)
const wireBody = fc.record(
  {
    action: fc.oneof(
      { weight: 9, arbitrary: fc.constantFrom(...DATABASE_ACTIONS) },
      { weight: 1, arbitrary: fc.string() },
    ),
    collectionName: fc.oneof(
      { weight: 6, arbitrary: fc.constant('notes') },
      { weight: 1, arbitrary: fc.string() },
      { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 1 }) },
    ),
    query: field,
    data: fc.oneof(field, fc.array(ejson, { maxLength: 3 })),
    order: field,
    projection: field,
    stages: fc.oneof(
      fc.array(
        fc.record({ stageKey: fc.constantFrom('$match', '$group', '$project', '$x', ''), stageValue: ejson }),
        {
          maxLength: 3,
        },
      ),
      fc.jsonValue({ maxDepth: 2 }),
    ),
    queryType: fc.constantFrom('WHERE', 'DOC', 'X', 1),
    offset: fc.constantFrom(0, 5, -1, 1e300, 'x'),
    limit: fc.constantFrom(0, 5, -1, 1e300, 'x'),
    multi: fc.constantFrom(true, false, 'x'),
    merge: fc.constantFrom(true, false),
    upsert: fc.constantFrom(true, false),
    transactionId: fc.constantFrom('none', 5, {}),
  },
  { requiredKeys: ['action', 'collectionName'] },
)

type BadRequest =
  | { kind: 'body'; body: string | Uint8Array; contentType: string }
  | { kind: 'raw'; bytes: Uint8Array }
const contentType = fc.oneof(
  { weight: 6, arbitrary: fc.constant('application/json') },
  { weight: 1, arbitrary: fc.constantFrom('text/plain', 'application/xml', 'x') },
)
const body = (content: fc.Arbitrary<string | Uint8Array>) =>
  fc.record({ kind: fc.constant('body' as const), body: content, contentType })
const badRequest: fc.Arbitrary<BadRequest> = fc.oneof(
  { weight: 60, arbitrary: body(wireBody.map((fields) => JSON.stringify(fields))) },
  {
    weight: 15,
    arbitrary: body(
      fc.tuple(wireBody, fc.nat(200)).map(([fields, cut]) => JSON.stringify(fields).slice(0, cut)),
    ),
  },
  { weight: 10, arbitrary: body(fc.uint8Array({ maxLength: 300 })) },
  { weight: 5, arbitrary: body(fc.constantFrom(10, 10_000, 1_000_000).map((levels) => '['.repeat(levels))) },
  { weight: 1, arbitrary: body(fc.constant('x'.repeat(7 * 1024 * 1024))) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constant('raw' as const),
      bytes: fc.uint8Array({ minLength: 1, maxLength: 200 }),
    }),
  },
  {
    weight: 4,
    arbitrary: fc
      .constantFrom(
        'POST /admin HTTP/1.1\r\n',
        'GET / HTTP/9.9\r\n\r\n',
        'POST /admin HTTP/1.1\r\ncontent-length: -5\r\n\r\n',
      )
      .map((text) => ({ kind: 'raw' as const, bytes: Buffer.from(`${text}${'x'.repeat(20_000)}`) })),
  },
)

const CHUNK = 50

/** Sends `count` malformed, huge, deep and truncated requests, a few at a time, and says how each ended. */
export async function sendBadRequests(
  target: Target,
  seed: number,
  count: number,
): Promise<BadRequestCounts> {
  const counts: BadRequestCounts = {
    requests: 0,
    refused: 0,
    answered: 0,
    closed: 0,
    faults: 0,
    unanswered: 0,
  }
  for (let sent = 0; sent < count; sent += CHUNK) {
    const chunk = fc.sample(badRequest, { seed: seed + sent, numRuns: Math.min(CHUNK, count - sent) })
    for (let place = 0; place < chunk.length; place += 5) {
      await Promise.all(
        chunk.slice(place, place + 5).map(async (request) => {
          const outcome =
            request.kind === 'raw' ? await sendRaw(target, request.bytes) : await sendBody(target, request)
          counts.requests++
          counts[outcome]++
          if (outcome === 'faults' || outcome === 'unanswered')
            counts.example ??=
              request.kind === 'raw' ? String(request.bytes) : String(request.body).slice(0, 500)
        }),
      )
    }
  }
  return counts
}

type Outcome = 'refused' | 'answered' | 'closed' | 'faults' | 'unanswered'
const PATIENCE_MS = 10_000

async function sendBody(
  { url, secretId }: Target,
  request: Extract<BadRequest, { kind: 'body' }>,
): Promise<Outcome> {
  try {
    const answer = await fetch(`${url}/admin`, {
      method: 'POST',
      headers: { 'content-type': request.contentType, authorization: `Credential=${secretId}/` },
      body: request.body as string,
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
    const { code, requestId } = (await answer.json()) as { code?: string; requestId?: string }
    if (answer.status >= 500 || code === 'SYS_ERR') return 'faults'
    if (code !== undefined) return 'refused'
    return requestId === undefined ? 'faults' : 'answered'
  } catch (fault) {
    return (fault as Error).name === 'TimeoutError' ? 'unanswered' : 'closed'
  }
}

function sendRaw({ url }: Target, bytes: Uint8Array): Promise<Outcome> {
  const { hostname, port } = new URL(url)
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname)
    let answer = ''
    socket.setTimeout(PATIENCE_MS, () => {
      resolve('unanswered')
      socket.destroy()
    })
    socket.on('data', (data) => {
      answer += data
    })
    // A server that closes while bytes are still on their way resets the connection; `close` follows.
    socket.on('error', () => undefined)
    socket.on('close', () =>
      resolve(answer.startsWith('HTTP/1.1 5') ? 'faults' : answer ? 'refused' : 'closed'),
    )
    socket.end(bytes)
  })
}
