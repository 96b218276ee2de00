import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fastCheck from 'fast-check'
import { nextRun, parseCron } from '../../src/localcloud/timers/cron'
import { type TimerEvent, Timers } from '../../src/localcloud/timers/timers'
import { readTriggers } from '../../src/localcloud/timers/triggers'
import { built } from '../support/built'
import { startTestCloud } from '../support/cloud'

/** Timers as CloudBase's documentation tells them: seven fields, UTC+8. Times here are written in that zone. */

const at = (text: string) => Date.parse(`${text.replace(' ', 'T')}+08:00`)
const local = (instant: number | undefined) =>
  instant === undefined
    ? 'never'
    : new Date(instant + 8 * 3600_000).toISOString().slice(0, 19).replace('T', ' ')

describe('when a timer runs next', () => {
  test.each([
    // The examples of the documentation.
    ['*/5 * * * * * *', '2026-01-01 00:00:00', '2026-01-01 00:00:05'],
    ['0 0 2 1 * * *', '2026-01-01 02:00:00', '2026-02-01 02:00:00'],
    ['0 15 10 * * MON-FRI *', '2026-11-27 10:15:00', '2026-11-30 10:15:00'],
    ['0 0 10,14,16 * * * *', '2026-03-01 10:00:00', '2026-03-01 14:00:00'],
    ['0 */30 9-17 * * * *', '2026-03-01 17:30:00', '2026-03-02 09:00:00'],
    ['0 0 12 * * WED *', '2026-11-24 00:00:00', '2026-11-25 12:00:00'],
    // A step counts from its own beginning.
    ['0 1/10 * * * * *', '2026-03-01 00:51:00', '2026-03-01 01:01:00'],
    ['0 0 0 10-20/4 * * *', '2026-03-14 00:00:00', '2026-03-18 00:00:00'],
    ['59 59 23 31 DEC * *', '2026-12-31 23:59:58', '2026-12-31 23:59:59'],
    // Months that are too short, leap days, the turn of a year, and no year left.
    ['0 0 0 31 * * *', '2026-03-31 00:00:00', '2026-05-31 00:00:00'],
    ['0 0 0 29 2 * *', '2026-01-01 00:00:00', '2028-02-29 00:00:00'],
    ['0 0 0 30 2 * *', '2026-01-01 00:00:00', 'never'],
    ['0 0 0 1 1 * 2027', '2026-06-01 00:00:00', '2027-01-01 00:00:00'],
    ['0 0 0 1 1 * 2027', '2027-01-01 00:00:00', 'never'],
    // Day and weekday both given: either of them.
    ['0 0 8 1 * MON *', '2026-11-24 09:00:00', '2026-11-30 08:00:00'],
    ['0 0 8 1 * MON *', '2026-11-30 08:00:00', '2026-12-01 08:00:00'],
    ['0 0 8 1 * 0 *', '2026-11-25 00:00:00', '2026-11-29 08:00:00'],
  ])('%s after %s: %s', (config, after, expected) => {
    expect(local(nextRun(parseCron(config), at(after)))).toBe(expected)
  })

  test('never at or before the instant asked from, on the second, and nothing between is passed over', () => {
    const field = (from: number, to: number) =>
      fastCheck.oneof(
        fastCheck.constant('*'),
        fastCheck.integer({ min: from, max: to }).map(String),
        fastCheck.integer({ min: 2, max: 9 }).map((step) => `*/${step}`),
      )
    fastCheck.assert(
      fastCheck.property(
        fastCheck.tuple(field(0, 59), field(0, 59), field(0, 23)),
        fastCheck.integer({ min: at('2026-01-01 00:00:00'), max: at('2030-01-01 00:00:00') }),
        ([second, minute, hour], after) => {
          const cron = parseCron(`${second} ${minute} ${hour} * * * *`)
          const found = nextRun(cron, after) as number
          const fits = (instant: number) => {
            const time = new Date(instant + 8 * 3600_000)
            return (
              cron.times.second.includes(time.getUTCSeconds()) &&
              cron.times.minute.includes(time.getUTCMinutes()) &&
              cron.times.hour.includes(time.getUTCHours())
            )
          }
          let plain = Math.floor(after / 1000) * 1000 + 1000
          while (!fits(plain)) plain += 1000
          return found === plain
        },
      ),
      { seed: 20261124, numRuns: 100 },
    )
  })

  test.each([
    ['0 0 2 1 * *', 'seven fields'],
    ['', 'seven fields'],
    ['60 * * * * * *', 'second "60"'],
    ['* * 24 * * * *', 'hour "24"'],
    ['* * * 0 * * *', 'day "0"'],
    ['* * * * 13 * *', 'month "13"'],
    ['* * * * * 7 *', 'weekday "7"'],
    ['* * * * * * 1969', 'year "1969"'],
    ['* * * * * * 2100', 'year "2100"'],
    ['*/0 * * * * * *', 'second "*/0"'],
    ['5-1 * * * * * *', 'second "5-1"'],
    ['1-2-3 * * * * * *', 'second "1-2-3"'],
    ['1,,2 * * * * * *', 'second ""'],
    ['1.5 * * * * * *', 'second "1.5"'],
    ['* * * L * * *', 'day "L"'],
    ['* * * ? * * *', 'day "?"'],
    ['* * * * MON * *', 'month "MON"'],
    ['* * * * * */x *', 'weekday'],
  ])('%j is refused, naming the %s', (config, named) => {
    expect(() => parseCron(config)).toThrow(named)
  })
})

describe('what a function may declare', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'triggers-'))
    mkdirSync(join(folder, 'nightly'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))
  const declare = (config: unknown) => {
    const text = typeof config === 'string' ? config : JSON.stringify(config)
    writeFileSync(join(folder, 'nightly', 'config.json'), text)
    return () => readTriggers(folder, ['nightly'])
  }
  const timer = { name: 'night', type: 'timer', config: '0 0 2 * * * *' }

  test('one timer, or none', () => {
    expect(declare({ triggers: [timer], permissions: { openapi: [] } })()).toMatchObject([
      { function: 'nightly', name: 'night', config: '0 0 2 * * * *' },
    ])
    expect(declare({})()).toEqual([])
    expect(readTriggers(folder, ['without'])).toEqual([])
  })

  test.each([
    ['two timers', { triggers: [timer, { ...timer, name: 'noon' }] }, 'one timer a function'],
    ['a name that begins with a digit', { triggers: [{ ...timer, name: '1st' }] }, 'triggers.0.name'],
    ['a name of 61 letters', { triggers: [{ ...timer, name: 'n'.repeat(61) }] }, 'triggers.0.name'],
    ['another type', { triggers: [{ ...timer, type: 'cos' }] }, 'triggers.0.type'],
    ['six fields', { triggers: [{ ...timer, config: '0 0 2 * * *' }] }, 'seven fields'],
    ['no JSON', '{ // no', 'no JSON'],
  ])('%s: refused, naming file and reason', (_what, config, reason) => {
    expect(declare(config)).toThrow(reason)
    expect(declare(config)).toThrow('nightly/config.json')
  })
})

describe('the clock', () => {
  let folder: string
  let runs: string[]
  let log: string[]
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'timers-'))
    runs = []
    log = []
  })
  afterEach(() => rmSync(folder, { recursive: true }))
  const start = (config: string, now: string, run = (name: string, event: TimerEvent) => note(name, event)) =>
    new Timers(
      {
        triggers: [{ function: 'job', name: 'timer', config, cron: parseCron(config) }],
        stateFile: join(folder, 'timers.json'),
        run,
        log: (line) => log.push(line),
      },
      at(now),
    )
  const note = (_name: string, { Time }: TimerEvent) => {
    runs.push(local(Date.parse(Time)))
    return `request-${runs.length}`
  }

  test('a year of a monthly timer, looked at whenever something is due: twelve runs, each on its second', () => {
    const timers = start('0 30 1 1 * * *', '2026-01-15 00:00:00')
    for (let now = timers.nextTickAt() as number; now < at('2027-01-15 00:00:00'); ) {
      timers.tick(now)
      // A clock that ticks more often than needed changes nothing.
      timers.tick(now)
      timers.tick(now + 999)
      now = timers.nextTickAt() as number
    }
    const months = Array.from({ length: 12 }, (_, index) => (index + 1) % 12)
    expect(runs).toEqual(
      months.map((month) => `${month === 0 ? 2027 : 2026}-${String(month + 1).padStart(2, '0')}-01 01:30:00`),
    )
    expect(log).toEqual([])
  })

  test('the event is what CloudBase sends', () => {
    const events: unknown[] = []
    const timers = start('0 0 2 * * * *', '2026-11-24 01:00:00', (name, event) => {
      events.push([name, event])
      return 'request'
    })
    timers.tick(at('2026-11-24 02:00:00'))
    expect(events).toEqual([
      ['job', { Type: 'Timer', TriggerName: 'timer', Time: '2026-11-23T18:00:00Z', Message: '' }],
    ])
  })

  test('a run that was noted before a kill does not happen again after it', () => {
    const noted: string[] = []
    const killed = start('0 0 2 * * * *', '2026-11-24 01:00:00', () => {
      noted.push(readFileSync(join(folder, 'timers.json'), 'utf8'))
      return 'request'
    })
    killed.tick(at('2026-11-24 02:00:00'))
    expect(noted[0]).toContain(String(at('2026-11-24 02:00:00')))
    const again = start('0 0 2 * * * *', '2026-11-24 02:00:00')
    again.tick(at('2026-11-24 02:00:01'))
    expect(runs).toEqual([])
    expect(local(again.nextTickAt())).toBe('2026-11-25 02:00:00')
  })

  test('runs missed while the machine was off are told in the log and not made up', () => {
    start('0 0 2 * * * *', '2026-11-20 00:00:00')
    const timers = start('0 0 2 * * * *', '2026-11-24 12:00:00')
    timers.tick(at('2026-11-24 12:00:00'))
    expect(runs).toEqual([])
    expect(log).toEqual([expect.stringMatching(/timer of job: missed since 2026-11-20 02:00:00,.*: 5 runs/)])
    expect(start('0 0 2 * * * *', '2026-11-24 12:00:01') && log).toHaveLength(1)
  })

  test('a clock that comes a little late still runs what was due, one that slept does not', () => {
    const timers = start('*/5 * * * * * *', '2026-11-24 00:00:01')
    timers.tick(at('2026-11-24 00:00:11'))
    expect(runs).toEqual(['2026-11-24 00:00:05', '2026-11-24 00:00:10'])
    timers.tick(at('2026-11-24 03:00:00'))
    expect(runs.slice(2)).toEqual(['2026-11-24 02:59:50', '2026-11-24 02:59:55', '2026-11-24 03:00:00'])
    expect(log).toEqual([])
  })

  test('of a timer that runs again in a moment nobody is told what it missed; of others it is counted to 1000', () => {
    start('*/10 * * * * * *', '2026-11-24 00:00:01').tick(at('2026-11-24 12:00:00'))
    expect(log).toEqual([])
    start('*/30 * * * * * *', '2026-11-24 00:00:01').tick(at('2026-11-24 12:00:00'))
    expect(log).toEqual([expect.stringContaining('1000 or more runs')])
  })

  test('a clock that is set back runs nothing a second time', () => {
    const timers = start('0 0 * * * * *', '2026-11-24 01:30:00')
    timers.tick(at('2026-11-24 02:00:00'))
    timers.tick(at('2026-11-24 01:59:59'))
    timers.tick(at('2026-11-24 02:00:00'))
    expect(runs).toEqual(['2026-11-24 02:00:00'])
  })

  test('new times for a timer count from now on; a damaged state is told and begins anew', () => {
    start('0 0 2 * * * *', '2026-11-20 00:00:00')
    start('0 0 3 * * * *', '2026-11-24 00:00:00')
    expect(log).toEqual([])
    writeFileSync(join(folder, 'timers.json'), '{"half')
    const timers = start('0 0 3 * * * *', '2026-11-24 00:00:00')
    expect(log).toEqual([expect.stringContaining('damaged')])
    expect(local(timers.nextTickAt())).toBe('2026-11-24 03:00:00')
  })

  test('what cannot be noted on the disk is not run, and told', () => {
    const timers = start('0 0 2 * * * *', '2026-11-24 01:00:00')
    mkdirSync(join(folder, 'timers.json.part'))
    timers.tick(at('2026-11-24 02:00:00'))
    expect(runs).toEqual([])
    expect(log).toEqual([expect.stringContaining('not run')])
  })

  test('run now runs beside the times and changes none', () => {
    const timers = start('0 0 2 * * * *', '2026-11-24 01:00:00')
    expect(timers.runNow('job', at('2026-11-24 01:30:00'))).toBe('request-1')
    expect(timers.runNow('other', at('2026-11-24 01:30:00'))).toBeUndefined()
    expect(runs).toEqual(['2026-11-24 01:30:00'])
    expect(timers.list()).toEqual([
      { function: 'job', name: 'timer', config: '0 0 2 * * * *', nextRunAt: at('2026-11-24 02:00:00') },
    ])
  })
})

test('a timer of a built function runs it by the environment’s own clock, without any identity', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'timed-'))
  mkdirSync(join(folder, 'ticker'))
  writeFileSync(
    join(folder, 'ticker', 'index.js'),
    'exports.main = (event, context) => console.log(event.TriggerName, context.environ)',
  )
  const triggers = [{ name: 'everySecond', type: 'timer', config: '* * * * * * *' }]
  writeFileSync(join(folder, 'ticker', 'config.json'), JSON.stringify({ triggers }))
  let seen: (line: string) => void
  const line = new Promise<string>((resolve) => {
    seen = resolve
  })
  const cloud = await startTestCloud({
    indexes: {},
    functions: { folder, runner: built('node/functionRunner.cjs'), environment: () => ({}) },
    log: (text) => seen(text),
  })
  try {
    expect(await line).toMatch(/everySecond .*TCB_SOURCE=wx_trigger/)
    expect(await line).not.toContain('WX_OPENID')
    expect(cloud.timers()).toMatchObject([{ function: 'ticker', name: 'everySecond' }])
    const requestId = cloud.runTimerNow('ticker')
    expect(cloud.recentCalls().find((call) => call.requestId === requestId)).toMatchObject({
      caller: 'timer',
    })
  } finally {
    await cloud.remove()
    rmSync(folder, { recursive: true })
  }
})
