import { spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Sqlite from 'libsql'
import { auditCommand } from '../../src/cli/auditCommand'
import { withCityDatabase } from '../../src/cli/cityDatabase'
import { keysOfCity } from '../../src/cli/cityKeys'
import { createDataFolder, openDataFolder, storeFileOf } from '../../src/cli/dataFolder'
import { appendLineAlone } from '../../src/cloudbase/auditLog'
import { openProtection } from '../../src/cloudbase/protection'
import { auditLineId, beginningOf, nextLine } from '../../src/domain/auditChain'
import { AUDIT_SHARDS, type AuditHead, type AuditLine } from '../../src/domain/auditLine'
import { addMonths, shanghaiDate } from '../../src/domain/calendar'
import type { AuditSeal } from '../../src/domain/protection'
import { keyOf } from '../../src/localcloud/store/keys'
import { ENTRY } from '../support/auditLines'
import { built } from '../support/built'

/** `npm run city -- audit` on a real data folder whose SQLite file somebody has written to; no key is in that file. */

const LINES = 600
const DAY_MS = 86_400_000
/** A year before the lines of today. */
const LONG_AGO_MS = 365 * DAY_MS

let work: string
let folder: string
let whole: string
let now: number
/** The chain that is tampered with: the longest. */
let chain: number

beforeAll(async () => {
  work = mkdtempSync(join(tmpdir(), 'audit-'))
  folder = join(work, 'city')
  whole = join(work, 'whole.db')
  now = Date.now()
  const made = await createDataFolder(
    folder,
    { mode: 'trial', createdAt: now, plaqueKeys: `t:${'5a'.repeat(32)}` },
    async () => true,
  )
  if (!made.ok) throw new Error(made.error.message)
  const seal = sealOfCity()
  await withCityDatabase(folder, async (database) => {
    for (let number = 0; number < LINES; number++) {
      const at = number < LINES / 2 ? now - LONG_AGO_MS + number : now + number
      await appendLineAlone(database, seal, { ...ENTRY, at })
    }
  })
  copyFileSync(storeFileOf(folder), whole)
  chain = intrude(longestChain)
}, 240_000)
afterAll(() => rmSync(work, { recursive: true }))
beforeEach(() => copyFileSync(whole, storeFileOf(folder)))

function sealOfCity(): AuditSeal {
  const city = openDataFolder(folder)
  if (!city.ok || !city.value) throw new Error('the city is there')
  const keys = keysOfCity(city.value, {})
  if (!keys.ok) throw new Error(keys.error.message)
  return openProtection(keys.value).auditSeal
}

/** Runs `audit ...` and gives what it printed, but for what the database says of a slow machine. */
async function audit(...args: string[]): Promise<{ exitCode: number; printed: string }> {
  const lines: string[] = []
  const spies = [jest.spyOn(console, 'log'), jest.spyOn(console, 'error')]
  for (const spy of spies)
    spy.mockImplementation((text) => void (/ took \d+ ms/.test(text) || lines.push(String(text))))
  try {
    return { exitCode: await auditCommand.run([...args, '--data', folder]), printed: lines.join('\n') }
  } finally {
    for (const spy of spies) spy.mockRestore()
  }
}

/** The file as somebody sees it who has the machine and no key. */
class Intruder {
  private readonly database = new Sqlite(storeFileOf(folder))

  all<T>(collection: string): T[] {
    const rows = this.database.prepare(`SELECT text FROM ${this.table(collection)} ORDER BY id`).all() as {
      text: string
    }[]
    return rows.map(({ text }) => JSON.parse(text) as T)
  }
  put<T extends { _id: unknown }>(collection: string, document: T): void {
    this.remove(collection, document._id)
    this.database
      .prepare(`INSERT INTO ${this.table(collection)} (id, text) VALUES (?, ?)`)
      .run(keyOf(document._id), JSON.stringify(document))
  }
  remove(collection: string, id: unknown): void {
    this.database.prepare(`DELETE FROM ${this.table(collection)} WHERE id = ?`).run(keyOf(id))
  }
  close(): void {
    this.database.close()
  }
  private table(collection: string): string {
    const { number } = this.database
      .prepare('SELECT number FROM collections WHERE name = ?')
      .get(collection) as { number: number }
    return `c${number}`
  }
}
function intrude<T>(act: (intruder: Intruder) => T): T {
  const intruder = new Intruder()
  try {
    return act(intruder)
  } finally {
    intruder.close()
  }
}
function longestChain(intruder: Intruder): number {
  const heads = intruder.all<AuditHead>('auditHeads').sort((a, b) => b.sequence - a.sequence)
  return heads[0]?.shard ?? 0
}
function chainIn(intruder: Intruder): { lines: AuditLine[]; id: (sequence: number) => string } {
  const lines = intruder.all<AuditLine>('auditLines').filter(({ shard }) => shard === chain)
  return { lines, id: (sequence) => auditLineId(chain, sequence) }
}
const lineAt = (lines: AuditLine[], sequence: number) => lines[sequence - 1] as AuditLine

test('a log that nobody touched is found as it was written, by the command as built', () => {
  const verified = spawnSync(process.execPath, [built('node/city.cjs'), 'audit', 'verify', '--data', folder])
  expect(String(verified.stderr)).toBe('')
  expect(String(verified.stdout)).toBe(`${LINES} lines are as they were written; no day was sealed yet.\n`)
  expect(verified.status).toBe(0)
  const chains = intrude(
    (intruder) => new Set(intruder.all<AuditLine>('auditLines').map(({ shard }) => shard)),
  )
  expect(chains.size).toBeGreaterThan(AUDIT_SHARDS / 2)
})

describe('somebody writes to the file and is caught', () => {
  test.each<[string, (intruder: Intruder) => string]>([
    [
      'an outcome altered',
      (intruder) => {
        const { lines, id } = chainIn(intruder)
        intruder.put('auditLines', { ...lineAt(lines, 5), outcome: 'NOT_ALLOWED' })
        return `Line ${id(5)} was altered.`
      },
    ],
    [
      'what a change was before altered',
      (intruder) => {
        const { lines, id } = chainIn(intruder)
        const line = lineAt(lines, 9)
        intruder.put('auditLines', {
          ...line,
          changes: line.changes.map((change) => ({ ...change, before: '"refused"' })),
        })
        return `Line ${id(9)} was altered.`
      },
    ],
    [
      'a line and the hashes behind it made anew without the key',
      (intruder) => {
        const { lines, id } = chainIn(intruder)
        let head = { shard: chain, sequence: 4, hash: lineAt(lines, 4).hash }
        const forger: AuditSeal = {
          keyId: lineAt(lines, 5).keyId,
          knows: () => true,
          mac: (_, text) => `${text.length}`,
        }
        for (const { _id, isRefused, shard, sequence, keyId, previous, hash, ...entry } of lines.slice(4)) {
          const next = nextLine(forger, head, { ...entry, reason: '改写' })
          head = next.head
          intruder.put('auditLines', next.line)
          intruder.put('auditHeads', next.head)
        }
        return `Line ${id(5)} was altered.\nThe end of chain ${chain} was altered.`
      },
    ],
    [
      'a line removed',
      (intruder) => {
        const { id } = chainIn(intruder)
        intruder.remove('auditLines', id(6))
        return `Line ${id(6)} was removed.`
      },
    ],
    [
      'the first line removed',
      (intruder) => {
        const { id } = chainIn(intruder)
        intruder.remove('auditLines', id(1))
        return `Line ${id(1)} was removed.`
      },
    ],
    [
      'a line removed and those behind it moved up',
      (intruder) => {
        const { lines, id } = chainIn(intruder)
        for (const line of lines.slice(6)) intruder.put('auditLines', { ...line, _id: id(line.sequence - 1) })
        intruder.remove('auditLines', id(lines.length))
        return `Line ${id(6)} was removed.`
      },
    ],
    [
      'a line inserted, those behind it moved to make room',
      (intruder) => {
        const { lines, id } = chainIn(intruder)
        for (const line of lines.slice(4).reverse())
          intruder.put('auditLines', { ...line, _id: id(line.sequence + 1), sequence: line.sequence + 1 })
        intruder.put('auditLines', { ...lineAt(lines, 5), reason: '事后补写' })
        return `Line ${id(5)} was inserted.`
      },
    ],
    [
      'a line inserted behind the end',
      (intruder) => {
        const { lines, id } = chainIn(intruder)
        const last = lineAt(lines, lines.length)
        const sequence = lines.length + 1
        intruder.put('auditLines', { ...last, _id: id(sequence), sequence, previous: last.hash })
        return `Line ${id(sequence)} was inserted.`
      },
    ],
    [
      'a document inserted among the lines whose id sorts before or behind all of them',
      (intruder) => {
        const { lines } = chainIn(intruder)
        intruder.put('auditLines', { ...lineAt(lines, 3), _id: 4 as never })
        return 'Line 4 was inserted.'
      },
    ],
    [
      'two lines exchanged',
      (intruder) => {
        const { lines, id } = chainIn(intruder)
        intruder.put('auditLines', { ...lineAt(lines, 8), _id: id(5) })
        intruder.put('auditLines', { ...lineAt(lines, 5), _id: id(8) })
        return `Line ${id(5)} was reordered.`
      },
    ],
    [
      'two lines exchanged with all that they say of their place',
      (intruder) => {
        const { lines, id } = chainIn(intruder)
        const [five, six] = [lineAt(lines, 5), lineAt(lines, 6)]
        const place = ({ _id, sequence, previous, hash }: AuditLine) => ({ _id, sequence, previous, hash })
        intruder.put('auditLines', { ...six, ...place(five) })
        intruder.put('auditLines', { ...five, ...place(six) })
        return `Line ${id(5)} was altered.`
      },
    ],
    [
      'the end of a chain cut off',
      (intruder) => {
        const { lines, id } = chainIn(intruder)
        for (const line of lines.slice(10)) intruder.remove('auditLines', line._id)
        return `Line ${id(11)} was removed.`
      },
    ],
    [
      'the end cut off and the head set back',
      (intruder) => {
        const { lines } = chainIn(intruder)
        for (const line of lines.slice(10)) intruder.remove('auditLines', line._id)
        const [head] = intruder.all<AuditHead>('auditHeads').filter(({ shard }) => shard === chain)
        intruder.put('auditHeads', { ...(head as AuditHead), sequence: 10, hash: lineAt(lines, 10).hash })
        return `The end of chain ${chain} was altered.`
      },
    ],
    [
      'a head altered',
      (intruder) => {
        const [head] = intruder.all<AuditHead>('auditHeads').filter(({ shard }) => shard === chain)
        intruder.put('auditHeads', { ...(head as AuditHead), hash: '00' })
        return `The end of chain ${chain} was altered.`
      },
    ],
    [
      'a head removed',
      (intruder) => {
        intruder.remove('auditHeads', String(chain))
        return `The end of chain ${chain} was altered.`
      },
    ],
  ])('%s', async (_what, tamper) => {
    const words = intrude(tamper)
    expect(await audit('verify')).toEqual({
      exitCode: 1,
      printed: `${words}\nThe audit log is not as it was written.`,
    })
  })
})

describe('sealed heads', () => {
  /** A chain and its head as if the last lines had never been, which only an old copy of the file gives. */
  const cutOff = () =>
    intrude((intruder) => {
      const { lines, id } = chainIn(intruder)
      const seal = sealOfCity()
      let head = beginningOf(chain) as AuditHead
      for (const line of lines.slice(0, 10)) {
        const { _id, isRefused, shard, sequence, keyId, previous, hash, ...entry } = line
        head = nextLine(seal, head, entry).head
      }
      for (const line of lines.slice(10)) intruder.remove('auditLines', line._id)
      intruder.put('auditHeads', head)
      return id(11)
    })

  test('an end that was cut off together with its head is missed by the day’s seal', async () => {
    const sealed = await audit('heads')
    expect(sealed.exitCode).toBe(0)
    const first = cutOff()
    expect(await audit('verify')).toEqual({
      exitCode: 1,
      printed: `Line ${first} was removed.\nThe audit log is not as it was written.`,
    })
  })

  test('when the seal is taken away as well, by the one that was kept elsewhere', async () => {
    const kept = join(work, 'heads.json')
    writeFileSync(kept, (await audit('heads')).printed)
    const first = cutOff()
    intrude((intruder) => intruder.remove('auditSeals', shanghaiDate(Date.now())))
    // The line that tells of the seal stands behind what was sealed, in one of the chains.
    expect((await audit('verify', '--heads', kept)).printed).toContain(`Line ${first} was removed.`)
    expect((await audit('verify', '--heads', kept)).printed).toContain('The seal of')
  })

  test('a day is sealed once; a seal that was altered is named; a wrong file is refused', async () => {
    const first = await audit('heads')
    expect(await audit('heads')).toEqual(first)
    const [day] = intrude((intruder) => intruder.all<{ _id: string; heads: object[] }>('auditSeals'))
    if (!day) throw new Error('the day was sealed')
    expect(day.heads).toHaveLength(intrude((intruder) => intruder.all('auditHeads').length))
    expect((await audit('verify')).printed).toContain(`last sealed on ${day._id}`)
    intrude((intruder) => intruder.put('auditSeals', { ...day, heads: day.heads.slice(1) }))
    expect((await audit('verify')).printed).toContain(`The seal of ${day._id} was altered`)
    expect((await audit('verify', '--heads', storeFileOf(folder))).printed).toContain('does not hold')
    expect((await audit('verify', '--heads', join(work, 'nothing'))).printed).toContain('There is no')
  })

  test('a seal tells what is wrong with the lines since the one before, and seals what is right', async () => {
    intrude((intruder) => {
      const { lines } = chainIn(intruder)
      intruder.put('auditLines', { ...lineAt(lines, 5), outcome: 'NOT_ALLOWED' })
    })
    const { exitCode, printed } = await audit('heads')
    expect(exitCode).toBe(1)
    expect(printed).toContain(`Line ${auditLineId(chain, 5)} was altered.`)
    const day = JSON.parse(printed.split('\n')[0] as string)
    expect(day.flaws).toEqual([{ kind: 'altered', id: auditLineId(chain, 5) }])
    expect(day.heads).toContainEqual(expect.objectContaining({ shard: chain, sequence: 4 }))
  })
})

describe('the archive', () => {
  let file: string
  beforeEach(() => {
    file = join(work, `archive-${Math.random()}.jsonl`)
  })
  const sixMonthsAgo = () => addMonths(shanghaiDate(now), -6)

  test('old lines move into a file; log and archive are as they were written, and both are caught when not', async () => {
    const archived = await audit('archive', file, '--before', sixMonthsAgo())
    expect(archived.printed).toContain(`${LINES / 2} lines are in ${file}`)
    expect(archived.exitCode).toBe(0)
    expect(
      intrude((intruder) => intruder.all<AuditLine>('auditLines').filter(({ at }) => at < now - DAY_MS)),
    ).toEqual([])
    const verified = await audit('verify', '--archive', file)
    expect(verified.printed).toContain(
      `${file}: ${LINES / 2} lines are as they were written; the log goes on from here.`,
    )
    expect(verified.exitCode).toBe(0)

    const text = readFileSync(file, 'utf8')
    const rows = text.trimEnd().split('\n')
    const forge = async (lines: string[]) => {
      writeFileSync(file, `${lines.join('\n')}\n`)
      return audit('verify', '--archive', file)
    }
    expect(
      (await forge(rows.map((row, at) => (at === 40 ? row.replace('"ok"', '"NOT_ALLOWED"') : row)))).exitCode,
    ).toBe(1)
    expect((await forge(rows.filter((_, at) => at !== rows.length - 2))).exitCode).toBe(1)
    expect((await forge(rows.slice(0, -1))).exitCode).toBe(1)
    expect((await forge(rows)).exitCode).toBe(0)

    intrude((intruder) => {
      const [anchor] = intruder.all<{ _id: string; sequence: number }>('auditAnchors')
      if (!anchor) throw new Error('there are anchors')
      intruder.put('auditAnchors', { ...anchor, sequence: anchor.sequence + 1 })
    })
    expect((await audit('verify')).printed).toContain('The anchor of chain')
  })

  test('lines younger than six months stay, and an archive is never written over', async () => {
    const young = await audit('archive', file, '--before', shanghaiDate(now))
    expect(young.printed).toContain(`name ${sixMonthsAgo()} or an earlier day`)
    expect(existsSync(file)).toBe(false)
    expect((await audit('archive', file, '--before', '2020-01-01')).printed).toContain('There are no lines')
    writeFileSync(file, 'kept')
    expect((await audit('archive', file, '--before', sixMonthsAgo())).printed).toContain('never written over')
    expect(readFileSync(file, 'utf8')).toBe('kept')
    expect((await audit('verify')).exitCode).toBe(0)
  })

  test('a log that was tampered with is not archived', async () => {
    intrude((intruder) => intruder.remove('auditLines', auditLineId(chain, 3)))
    const archived = await audit('archive', file, '--before', sixMonthsAgo())
    expect(archived.printed).toContain(`Line ${auditLineId(chain, 3)} was removed.`)
    expect(existsSync(file)).toBe(false)
  })

  test('stopped while lines go: what is left of them is genuine, and the next run takes it out', async () => {
    const backup = join(work, 'before.db')
    copyFileSync(storeFileOf(folder), backup)
    await audit('archive', file, '--before', sixMonthsAgo())
    const old = new Sqlite(backup)
    const { number } = old.prepare("SELECT number FROM collections WHERE name = 'auditLines'").get() as {
      number: number
    }
    const rows = old.prepare(`SELECT text FROM c${number}`).all() as { text: string }[]
    old.close()
    const lines = rows.map(({ text }) => JSON.parse(text) as AuditLine)
    const left = lines.filter(
      ({ shard, at, sequence }) => shard === chain && at < now - DAY_MS && sequence > 5,
    )
    intrude((intruder) => {
      for (const line of left) intruder.put('auditLines', line)
    })
    expect((await audit('verify')).exitCode).toBe(0)
    expect((await audit('archive', join(work, 'next.jsonl'), '--before', sixMonthsAgo())).printed).toContain(
      'There are no lines',
    )
    expect(
      intrude((intruder) => intruder.all<AuditLine>('auditLines').filter(({ at }) => at < now - DAY_MS)),
    ).toEqual([])
    intrude((intruder) => intruder.put('auditLines', { ...(left[0] as AuditLine), outcome: 'NOT_ALLOWED' }))
    expect((await audit('verify')).exitCode).toBe(1)
  })
})
