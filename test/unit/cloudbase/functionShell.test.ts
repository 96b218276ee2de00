import { functionMain, type Handlers } from '../../../src/cloudbase/functionShell'
import { type CallAnswer, FUNCTIONS } from '../../../src/contracts/functions'
import { ok } from '../../../src/domain/result'

/** The wrapper around every function, with handlers that tell what reached them. */

type Seen = { action: string; input: unknown }
type Answer = CallAnswer<unknown>

const CITY = { mode: 'demo' as const, plaqueOrigins: ['https://plaques.example'], edition: '2022' as const }
const CONTEXT = { environ: 'WX_CONTEXT_KEYS=WX_OPENID;WX_OPENID=real-person' }

function door(changes: Partial<Handlers<'credit'>> = {}) {
  const seen: Seen[] = []
  const see = (action: string, input: unknown) => seen.push({ action, input })
  const main = functionMain('credit', {
    'report.read': async () => {
      throw new Error('not asked for here')
    },
    'scan.record': async (input) => {
      see('scan.record', input)
      return ok({ recorded: true })
    },
    'city.read': async (input) => {
      see('city.read', input)
      return ok(CITY)
    },
    ...changes,
  })
  const call = (event: unknown, context?: { environ?: string; environment?: string }) =>
    main(event, context) as Promise<Answer>
  const http = async (body: unknown, more: object = {}) => {
    const event = { httpMethod: 'POST', requestContext: {}, headers: {}, body, ...more }
    const answer = (await main(event, {})) as {
      statusCode: number
      body: string
      headers: Record<string, string>
    }
    return { ...answer, answer: JSON.parse(answer.body) as Answer }
  }
  return { seen, call, http }
}

let logged: string[]
beforeEach(() => {
  logged = []
  jest.spyOn(console, 'error').mockImplementation((line) => void logged.push(String(line)))
})
afterEach(() => {
  jest.restoreAllMocks()
})

const CITY_READ = { action: 'city.read', input: {} }
const refused = (code: string) => ({
  ok: false,
  error: { code, message: expect.stringMatching(/^[^a-z]*。$/) },
})

describe('who calls', () => {
  it('is no part of an event: one that claims to be somebody is refused', async () => {
    const { call, seen } = door()
    for (const claim of [{ openId: 'forged' }, { caller: 'admin' }, { context: CONTEXT }, { WX_OPENID: 'x' }])
      expect(await call({ ...CITY_READ, ...claim }, CONTEXT)).toEqual(refused('REQUEST_INVALID'))
    expect(seen).toEqual([])
  })

  it('that WeChat itself wrote into the event is dropped unread', async () => {
    const { call, seen } = door()
    await call({ ...CITY_READ, userInfo: { openId: 'forged' }, tcbContext: { WX_OPENID: 'forged' } }, CONTEXT)
    expect(seen).toEqual([{ action: 'city.read', input: {} }])
  })

  it('that cannot be read from the platform is a fault of ours, not a stack trace for the caller', async () => {
    const { call, seen } = door()
    expect(await call(CITY_READ, { environment: '{' })).toEqual(refused('SERVER_FAULT'))
    expect(seen).toEqual([])
  })
})

describe('one address that asks without end', () => {
  const { perMinute } = FUNCTIONS.credit['city.read']
  const from = (address: string) => ({ headers: { 'x-forwarded-for': address } })

  it('is told to wait a minute, and no other address with it', async () => {
    jest.useFakeTimers({ now: 1_800_000_000_000 })
    const { http, seen } = door()
    const ask = async (address: string) => (await http(JSON.stringify(CITY_READ), from(address))).answer
    for (let count = 0; count < perMinute; count++) expect((await ask('203.0.113.7')).ok).toBe(true)
    expect(await ask('203.0.113.7')).toEqual(refused('TOO_MANY_REQUESTS'))
    expect((await ask('203.0.113.8')).ok).toBe(true)
    expect(seen).toHaveLength(perMinute + 1)
    jest.setSystemTime(Date.now() + 60_000)
    expect((await ask('203.0.113.7')).ok).toBe(true)
    jest.useRealTimers()
  })

  it('cannot pass for many by inventing a session for each call', async () => {
    const { http } = door()
    const ask = async (count: number) => {
      const authorization = `Bearer ${String(count).padStart(26, '0')}`
      return (
        await http(JSON.stringify(CITY_READ), {
          headers: { authorization, 'x-forwarded-for': '203.0.113.7' },
        })
      ).answer
    }
    for (let count = 0; count < perMinute; count++) await ask(count)
    expect(await ask(perMinute)).toEqual(refused('TOO_MANY_REQUESTS'))
  })

  it('cannot pass for many by writing addresses of its own before the one that the gateway saw', async () => {
    const { http } = door()
    for (let count = 0; count < perMinute; count++)
      await http(JSON.stringify(CITY_READ), from(`198.51.100.${count % 250}, 203.0.113.7`))
    const { answer } = await http(JSON.stringify(CITY_READ), from('198.51.100.251, 203.0.113.7'))
    expect(answer).toEqual(refused('TOO_MANY_REQUESTS'))
  })
})

describe('what is refused before any work', () => {
  it.each<[string, unknown, string?]>([
    ['null', null, 'REQUEST_INVALID'],
    ['a text', 'city.read', 'REQUEST_INVALID'],
    ['a list', [CITY_READ], 'REQUEST_INVALID'],
    ['nothing', undefined, 'REQUEST_INVALID'],
    ['an action that is no text', { action: ['city.read'], input: {} }, 'REQUEST_INVALID'],
    ['an unknown action', { action: 'city.write', input: {} }, 'ACTION_UNKNOWN'],
    ...['constructor', '__proto__', 'toString', 'hasOwnProperty', ''].map(
      (action): [string, unknown, string] => [
        `the inherited name “${action}” as action`,
        { action, input: {} },
        'ACTION_UNKNOWN',
      ],
    ),
    ['no input', { action: 'city.read' }, 'REQUEST_INVALID'],
    ['an unknown field in the input', { action: 'city.read', input: { a: 1 } }, 'REQUEST_INVALID'],
    [
      'a prototype in the input',
      { action: 'city.read', input: JSON.parse('{"__proto__":{"a":1}}') },
      'REQUEST_INVALID',
    ],
    ['two keys at once', { action: 'report.read', input: { code: 'a', number: '1' } }, 'REQUEST_INVALID'],
    ['an event shaped like HTTP with no text as body', { httpMethod: 'POST', requestContext: {}, body: {} }],
    [
      'an event shaped like HTTP with no text as base64',
      { httpMethod: 'POST', requestContext: {}, isBase64Encoded: true, body: 7 },
    ],
  ])('%s', async (_, event, code = 'REQUEST_INVALID') => {
    const { call, seen } = door()
    expect(await call(event, CONTEXT)).toEqual(refused(code))
    expect(seen).toEqual([])
    expect(logged).toEqual([])
  })

  it.each<[string, string | undefined, object?]>([
    ['no body', undefined],
    ['an empty body', ''],
    ['broken JSON', '{"action":'],
    ['JSON that is no object', '7'],
    ['a hundred thousand lists in each other', '['.repeat(1e5) + ']'.repeat(1e5)],
    ['deep JSON as input', `{"action":"city.read","input":${'{"a":'.repeat(4e4)}1${'}'.repeat(4e4)}}`],
    ['what is no base64', '\u0000\u0001', { isBase64Encoded: true }],
  ])('over HTTP: %s', async (_, body, more = {}) => {
    const { http, seen } = door()
    const { statusCode, answer } = await http(body, more)
    expect({ statusCode, answer }).toEqual({ statusCode: 200, answer: refused('REQUEST_INVALID') })
    expect(seen).toEqual([])
  })

  it.each([false, true])('over HTTP: more than 256 K characters (base64: %s)', async (isBase64Encoded) => {
    const { http, seen } = door()
    const text = JSON.stringify({ ...CITY_READ, input: { text: 'x'.repeat(256 * 1024) } })
    const body = isBase64Encoded ? Buffer.from(text).toString('base64') : text
    expect((await http(body, { isBase64Encoded })).answer).toEqual(refused('REQUEST_TOO_LARGE'))
    expect(seen).toEqual([])
  })

  it.each(['GET', 'OPTIONS', 'HEAD', 'PUT', 'DELETE'])('over HTTP: the method %s', async (httpMethod) => {
    const { http, seen } = door()
    const { statusCode, headers } = await http(JSON.stringify(CITY_READ), { httpMethod })
    expect({ statusCode, allow: headers.allow }).toEqual({ statusCode: 405, allow: 'POST' })
    expect(seen).toEqual([])
  })
})

describe('what leaves', () => {
  it('is the same on both roads, a base64 body included', async () => {
    const { call, http } = door()
    const event = { action: 'scan.record', input: { code: '码' } }
    const answers = [
      await call(event),
      (await http(JSON.stringify(event))).answer,
      (await http(Buffer.from(JSON.stringify(event)).toString('base64'), { isBase64Encoded: true })).answer,
    ]
    expect(answers).toEqual(Array(3).fill({ ok: true, value: { recorded: true } }))
  })

  it('decision 4: an answer with a field that the contract does not name is not sent at all', async () => {
    const { call, http } = door({
      'city.read': async () => ok({ ...CITY, keys: 'secret' } as typeof CITY),
    })
    expect(await call(CITY_READ)).toEqual(refused('SERVER_FAULT'))
    const { statusCode, body } = await http(JSON.stringify(CITY_READ))
    expect(statusCode).toBe(500)
    expect(body).not.toContain('secret')
    expect(logged.join()).not.toContain('secret')
  })

  it('of a bug is a sentence; the log names function, action and place, and no personal data', async () => {
    const { call } = door({
      'city.read': async () => {
        throw Object.assign(new TypeError('no row for 张三丰 23110219900307123X, 13800138000'), {
          code: 'E_ROW',
        })
      },
    })
    expect(await call(CITY_READ)).toEqual(refused('SERVER_FAULT'))
    expect(logged).toHaveLength(1)
    expect(JSON.parse(logged[0] as string)).toEqual({
      level: 'error',
      function: 'credit',
      action: 'city.read',
      fault: {
        name: 'TypeError',
        code: 'E_ROW',
        message: 'no row for … …X, …',
        frames: expect.arrayContaining([expect.stringContaining('functionShell.test.ts')]),
      },
    })
  })
})
