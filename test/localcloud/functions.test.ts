import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import tcb from '@cloudbase/node-sdk'
import { built } from '../support/built'
import { startTestCloud, type TestCloud } from '../support/cloud'

/** Functions that have nothing to do with the product: what the host promises to any of them. */

let folder: string
let cloud: TestCloud
/** One that gives a function little time. */
let hastyCloud: TestCloud
let app: ReturnType<typeof tcb.init>
const log: string[] = []
let onLog = () => {}

const define = (name: string, source: string) => {
  mkdirSync(join(folder, name), { recursive: true })
  writeFileSync(join(folder, name, 'index.js'), source)
}
/** A function that uses the SDK, as `app`. */
const defineWithSdk = (name: string, main: string) => {
  define(
    name,
    `const tcb = require('@cloudbase/node-sdk')
     const app = tcb.init({ env: 'localcloud', keepalive: true })
     exports.main = ${main}`,
  )
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'functions-'))
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'node_modules'))
  define('echo', 'exports.main = async (event, context) => ({ event, context })')
  define('variables', 'exports.main = () => process.env')
  define(
    'setter',
    `exports.main = ({ zone }) => {
       if (zone) process.env.TZ = zone
       else delete process.env.TZ
       process.env.COUNT = 5
       return [new Date(0).getHours(), process.env.COUNT, 'TZ' in process.env]
     }`,
  )
  define('thrower', 'exports.main = () => { throw new Error("on purpose") }')
  define('hanger', 'exports.main = () => new Promise(() => setInterval(() => {}, 1000))')
  define('looper', 'exports.main = () => { for (;;); }')
  define('quitter', 'exports.main = () => process.exit(3)')
  define(
    'crasher',
    'exports.main = () => new Promise(() => setImmediate(() => { throw new Error("later") }))',
  )
  define('broken', 'this is no JavaScript')
  define('mainless', 'exports.handler = () => 1')
  define('process', 'exports.main = () => process.pid')
  define(
    'page',
    `exports.main = (event) => ({ statusCode: 201, headers: { 'x-method': event.httpMethod }, body: event.body })`,
  )
  define('silent', 'exports.main = () => undefined')
  define(
    'intruder',
    `exports.main = () => {
       const { writeSync } = require('fs')
       writeSync(4, 'no message\\n\\n')
       for (const message of [null, 5, 'x', {}, { kind: 'line' }, { kind: 'fault', fault: 5 }])
         writeSync(4, JSON.stringify(message) + '\\n{}\\n')
       return 'mine'
     }`,
  )
  define(
    'bypass',
    `exports.main = () => {
       for (let count = 0; count < 300; count++) {
         try {
           require('fs').writeSync(1, 'x'.repeat(50000))
         } catch (fault) {
           if (fault.code !== 'EAGAIN') throw fault
         }
       }
     }`,
  )
  define('circle', 'exports.main = () => { const one = {}; one.one = one; return one }')
  define('heap', 'const kept = []; exports.main = () => { for (;;) kept.push(new Array(10000).fill({})) }')
  define('buffers', 'const kept = []; exports.main = () => { for (;;) kept.push(Buffer.alloc(1e6, 1)) }')
  define('big', 'exports.main = ({ bytes }) => "x".repeat(bytes - 2)')
  define('size', 'exports.main = ({ text }) => text.length')
  define(
    'writer',
    `exports.main = ({ word, count = 1 }) => {
       for (let index = 0; index < count; index++) console.log(word, index)
       process.stderr.write('complaint about ' + word)
     }`,
  )
  defineWithSdk(
    'reader',
    `async ({ count }) => {
       const notes = app.database().collection('notes')
       for (let index = 0; index < count; index++) await notes.add({ index })
       return (await notes.where({ index: 0 }).get()).data.length
     }`,
  )
  defineWithSdk('asker', `async () => app.auth().getUserInfo()`)
  const runner = built('node/functionRunner.cjs')
  hastyCloud = await startTestCloud({
    indexes: {},
    functions: { folder, runner, environment: () => ({}), limits: { timeLimitMs: 1000 } },
    log: () => {},
  })
  cloud = await startTestCloud({
    indexes: { notes: [{ fields: ['index'] }] },
    functions: {
      folder,
      runner,
      environment: () => ({ SETTING: 'mine' }),
      limits: { memoryLimitMb: 160 },
    },
    log: (line) => {
      log.push(line)
      onLog()
    },
  })
  app = tcb.init({ env: 'localcloud' })
})
afterAll(async () => {
  await cloud.remove()
  await hastyCloud.remove()
  rmSync(folder, { recursive: true })
})

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (fault: { code: string }) => fault.code,
  )
const lastCall = (name: string) => {
  const call = cloud.recentCalls().find((one) => one.function === name)
  if (!call) throw new Error(`${name} has not been called`)
  return call
}
const texts = (name: string) => lastCall(name).lines.map(({ stream, text }) => `${stream}: ${text}`)

describe('what a function gets', () => {
  test('the event, and the caller’s identity in its context only from the platform', async () => {
    const forged = { a: [1, '店'], userInfo: { openId: 'forged' } }
    const { event, context } = (await cloud.callFunction('echo', forged, { openId: 'person-1' })) as {
      event: unknown
      context: { environ: string }
    }
    expect(event).toEqual({ ...forged, userInfo: { openId: 'person-1', appId: expect.any(String) } })
    expect(context.environ).toContain('WX_OPENID=person-1')
    const anonymous = (await cloud.callFunction('echo', forged)) as { context: { environ: string } }
    expect(anonymous.context.environ).not.toContain('WX_OPENID')
  })

  test('CloudBase’s environment and its own settings, and nothing of this machine', async () => {
    const variables = (await cloud.callFunction('variables', {})) as Record<string, string>
    expect(variables).toMatchObject({ SETTING: 'mine', TENCENTCLOUD_RUNENV: 'SCF' })
    expect(variables).not.toHaveProperty('HOME')
  })

  test('the next caller’s identity and none of the one before, also where the SDK reads it', async () => {
    const first = await cloud.callFunction('asker', {}, { openId: 'person-1', appId: 'wx1' })
    expect(first).toMatchObject({ openId: 'person-1', appId: 'wx1' })
    expect(await cloud.callFunction('asker', {}, { openId: 'person-2' })).toMatchObject({
      openId: 'person-2',
    })
    expect(await cloud.callFunction('asker', {})).toMatchObject({ openId: '', appId: '' })
  })
})

describe('a function that fails hurts nobody else and answers again on the next call', () => {
  test.each([
    ['thrower', 'FUNCTION_INVOCATION_FAILED'],
    ['quitter', 'FUNCTION_INVOCATION_FAILED'],
    ['crasher', 'FUNCTION_INVOCATION_FAILED'],
    ['broken', 'FUNCTION_INVOCATION_FAILED'],
    ['mainless', 'FUNCTION_INVOCATION_FAILED'],
    ['circle', 'FUNCTION_INVOCATION_FAILED'],
    ['heap', 'FUNCTION_MEMORY_LIMIT_EXCEEDED'],
    ['buffers', 'FUNCTION_MEMORY_LIMIT_EXCEEDED'],
  ])('%s: %s', async (name, code) => {
    const before = await cloud.callFunction('process', {})
    expect(await codeOf(cloud.callFunction(name, {}))).toBe(code)
    expect(await codeOf(app.callFunction({ name, data: {} }))).toBe(code)
    expect(lastCall(name)).toMatchObject({ outcome: code, durationMs: expect.any(Number) })
    expect(log).toContainEqual(expect.stringContaining(`[${name} ${lastCall(name).requestId}] ${code}`))
    expect(await cloud.callFunction('process', {})).toBe(before)
  })

  test.each(['hanger', 'looper'])('%s is ended when its time is over', async (name) => {
    const before = await hastyCloud.callFunction('process', {})
    expect(await codeOf(hastyCloud.callFunction(name, {}))).toBe('FUNCTION_TIME_LIMIT_EXCEEDED')
    expect(await codeOf(hastyCloud.callFunction(name, {}))).toBe('FUNCTION_TIME_LIMIT_EXCEEDED')
    expect(await hastyCloud.callFunction('process', {})).toBe(before)
  })

  test('one that throws has its stack in the log, and the caller does not get it', async () => {
    const fault = await cloud.callFunction('thrower', {}).catch((thrown: Error) => thrown)
    expect((fault as Error).message).toBe('thrower threw')
    expect(texts('thrower')[0]).toMatch(/^host: Error: on purpose\n\s+at .*index\.js/)
  })
})

test('what a function sets in its environment is text and holds for Node itself, the time zone too', async () => {
  expect(await cloud.callFunction('setter', { zone: 'Asia/Shanghai' })).toEqual([8, '5', true])
  expect(await cloud.callFunction('setter', {})).toEqual([0, '5', false])
})

test('a function that writes to localcloud’s own channel, or past it without end of line, does no harm', async () => {
  expect(await cloud.callFunction('intruder', {})).toBe('mine')
  expect(texts('intruder')).toContain('host: the function wrote to localcloud’s channel')
  expect(await cloud.callFunction('bypass', {})).toBeUndefined()
  expect(log.filter((line) => line.length > 5000)).toEqual([])
})

describe('many at once', () => {
  test('more calls at once than processes wait their turn and are all answered', async () => {
    const processes = await Promise.all(Array.from({ length: 30 }, () => cloud.callFunction('process', {})))
    expect(processes).toHaveLength(30)
    expect(new Set(processes).size).toBeLessThanOrEqual(2)
  })

  test('a queue that is too long is refused with a code, and what waits is still answered', async () => {
    const codes = await Promise.all(
      Array.from({ length: 1100 }, () => codeOf(cloud.callFunction('process', {}))),
    )
    const refused = codes.filter((code) => code === 'FUNCTION_EXCEED_RESOURCE_LIMIT')
    expect(refused).toHaveLength(98)
    expect(codes.filter((code) => code === 'no error')).toHaveLength(1002)
  })
})

test('a version of a function other than the latest is refused by name, since there is none', async () => {
  expect(await codeOf(app.callFunction({ name: 'size', data: { text: '' }, qualifier: '$LATEST' }))).toBe(
    'no error',
  )
  expect(await codeOf(app.callFunction({ name: 'size', data: { text: '' }, qualifier: '3' }))).toBe(
    'LOCALCLOUD_NOT_ANSWERED',
  )
})

describe('payloads', () => {
  const largest = 6 * 1024 * 1024

  test('an event of 6 MB is taken and a larger one is not', async () => {
    const text = 'x'.repeat(largest - '{"text":""}'.length)
    expect(await cloud.callFunction('size', { text })).toBe(text.length)
    expect(await codeOf(cloud.callFunction('size', { text: `${text}x` }))).toBe('FUNCTION_PARAM_INVALID')
  })

  test('an answer of 6 MB is passed on and a larger one is not', async () => {
    expect(await cloud.callFunction('big', { bytes: largest })).toHaveLength(largest - 2)
    expect(await codeOf(cloud.callFunction('big', { bytes: largest + 1 }))).toBe('FUNCTION_INVOCATION_FAILED')
  })

  test('from 256 KB on the log warns, and not before', async () => {
    const warnings = () => log.filter((line) => line.startsWith('warning: ')).length
    const before = warnings()
    await cloud.callFunction('big', { bytes: 256 * 1024 })
    expect(warnings()).toBe(before)
    await cloud.callFunction('big', { bytes: 256 * 1024 + 1 })
    expect(warnings()).toBe(before + 1)
    await cloud.callFunction('size', { text: 'x'.repeat(256 * 1024) })
    expect(warnings()).toBe(before + 2)
  })

  test('a function may return nothing', async () => {
    expect(await cloud.callFunction('silent', {})).toBeUndefined()
  })
})

describe('calls that nobody waits for', () => {
  test.each([
    ['writer', 'later 0'],
    ['thrower', 'FUNCTION_INVOCATION_FAILED: thrower threw'],
  ])('begin at once, and the log tells how they went (%s)', async (name, line) => {
    const requestId = cloud.callFunctionLater(name, { word: 'later' })
    expect(lastCall(name)).toMatchObject({ requestId, outcome: 'running' })
    const isTold = () => log.includes(`[${name} ${requestId}] ${line}`)
    await new Promise<void>((resolve) => {
      onLog = () => isTold() && resolve()
    })
    expect(isTold()).toBe(true)
  })

  test('take an event of 128 KB at most, and a function that there is', () => {
    const later = (name: string, text: string) => () => cloud.callFunctionLater(name, { text })
    expect(later('size', 'x'.repeat(128 * 1024))).toThrow(
      expect.objectContaining({ code: 'FUNCTION_PARAM_INVALID' }),
    )
    expect(later('missing', '')).toThrow(expect.objectContaining({ code: 'FUNCTION_NOT_FOUND' }))
  })
})

describe('the log', () => {
  test('has each line under the call that wrote it, also when one process serves many', async () => {
    for (const word of ['one', 'two', 'three']) {
      await cloud.callFunction('writer', { word })
      expect(texts('writer')).toEqual([`stdout: ${word} 0`, `stderr: complaint about ${word}`])
      expect(log).toContain(`[writer ${lastCall('writer').requestId}] ${word} 0`)
    }
  })

  test('has a bound, whatever a function writes', async () => {
    await cloud.callFunction('writer', { word: 'x'.repeat(5000), count: 5000 })
    const { requestId, lines } = lastCall('writer')
    expect(lines).toHaveLength(100)
    expect(lines[0]?.text).toHaveLength(2000)
    const written = log.filter((line) => line.includes(requestId))
    expect(written).toHaveLength(1002)
    expect(written.slice(-2)).toEqual([
      expect.stringContaining('the rest is dropped'),
      expect.stringContaining('complaint about'),
    ])
    for (let index = 0; index < 310; index++) await cloud.callFunction('silent', {})
    expect(cloud.recentCalls()).toHaveLength(300)
  })

  test('tells the database requests that a call made, and how long a process took to start', async () => {
    expect(await cloud.callFunction('reader', { count: 3 })).toBe(1)
    const call = lastCall('reader')
    expect(call.databaseRequestCount).toBe(4)
    expect(
      call.databaseRequests.map(({ action, collection, ok }) => `${action} ${collection} ${ok}`),
    ).toEqual([
      'database.insertDocument notes true',
      'database.insertDocument notes true',
      'database.insertDocument notes true',
      'database.getDocument notes true',
    ])
    expect(call.coldStartMs).toBeGreaterThan(0)
    await cloud.callFunction('reader', { count: 0 })
    expect(lastCall('reader').coldStartMs).toBeUndefined()
    expect(lastCall('reader').databaseRequestCount).toBe(1)
  })
})

test('a function that is built anew soon answers so, without a restart', async () => {
  /** Calls until the answer is another one; it takes a few calls, since they share a look at the files. */
  const nextAnswer = async (previous: unknown) => {
    let answer = previous
    while (answer === previous) answer = await cloud.callFunction('versioned', {})
    return answer
  }
  define('versioned', 'exports.main = () => 1')
  expect(await cloud.callFunction('versioned', {})).toBe(1)
  define('versioned', 'exports.main = () => 2')
  utimesSync(join(folder, 'versioned', 'index.js'), new Date(), new Date(Date.now() + 2000))
  expect(await nextAnswer(1)).toBe(2)
  writeFileSync(join(folder, 'versioned', 'part.js'), 'module.exports = 3')
  define('versioned', 'exports.main = () => require("./part.js")')
  expect(await nextAnswer(2)).toBe(3)
  writeFileSync(join(folder, 'versioned', 'part.js'), 'module.exports = "four"')
  expect(await nextAnswer(3)).toBe('four')
})

describe('HTTP access', () => {
  test('hands over method and body as they came, and answers as the function says', async () => {
    const answer = await fetch(`${cloud.url}/api/page`, { method: 'PUT', body: '{"not parsed' })
    expect([answer.status, answer.headers.get('x-method'), await answer.text()]).toEqual([
      201,
      'PUT',
      '{"not parsed',
    ])
  })

  test('a body that is no text comes in base64', async () => {
    const answer = await fetch(`${cloud.url}/api/echo`, { method: 'POST', body: Buffer.from([0xff, 0x00]) })
    expect(await answer.json()).toMatchObject({ event: { body: '/wA=', isBase64Encoded: true } })
  })

  test('a fault of a function is a status and a code, never a stack', async () => {
    const answers = await Promise.all(
      ['missing', 'thrower', 'hanger'].map(async (name) => {
        const answer = await fetch(`${hastyCloud.url}/api/${name}`)
        return [answer.status, ((await answer.json()) as { code: string }).code]
      }),
    )
    expect(answers).toEqual([
      [404, 'FUNCTION_NOT_FOUND'],
      [502, 'FUNCTION_INVOCATION_FAILED'],
      [504, 'FUNCTION_TIME_LIMIT_EXCEEDED'],
    ])
    define('nonsense', 'exports.main = () => ({ statusCode: "many", headers: 5 })')
    expect((await fetch(`${cloud.url}/api/nonsense`)).status).toBe(502)
  })
})

test.each(['missing', '../echo', 'a/b', '', 'node_modules', 'constructor'])(
  'a name that is no function (%j) is refused',
  async (name) => {
    expect(await codeOf(cloud.callFunction(name, {}))).toBe('FUNCTION_NOT_FOUND')
  },
)

test('closing ends what runs and what waits', async () => {
  const other = await startTestCloud({
    indexes: {},
    functions: {
      folder,
      runner: built('node/functionRunner.cjs'),
      environment: () => ({}),
      limits: { timeLimitMs: 60_000 },
    },
    log: () => {},
  })
  const calls = Array.from({ length: 5 }, () => codeOf(other.callFunction('hanger', {})))
  await other.remove()
  expect(await Promise.all(calls)).toEqual(Array(5).fill('FUNCTION_INVOCATION_FAILED'))
})
