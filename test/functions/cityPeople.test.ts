import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { withCityDatabase } from '../../src/cli/cityDatabase'
import { keysOfCity } from '../../src/cli/cityKeys'
import { createDataFolder } from '../../src/cli/dataFolder'
import { openProtection } from '../../src/cloudbase/protection'
import type { CodeRow, EntityRow, ReportRow } from '../../src/cloudbase/rows'
import type { AuditLine } from '../../src/domain/auditLine'
import { makeCreditCode } from '../../src/domain/creditCode'
import type { Claim, ClaimCode, Invitation } from '../../src/domain/people'
import { PROJECTION_VERSION, projectReport } from '../../src/domain/report'
import type { Document } from '../../src/localcloud/store/values'
import { SLICE_ENTITIES } from '../../src/usecases/roles/reorganise'
import { endPrograms, runProgram } from '../support/program'
import { SHOP } from '../support/sampleCity'

/** `npm run city -- first-officer` and `-- reorganise` as built, on real data folders; everybody is fictional. */

/** Many starts of the program. */
const MINUTES = 300_000

let work: string
let folder: string
beforeEach(async () => {
  work = mkdtempSync(join(tmpdir(), 'city-people-'))
  folder = join(work, 'city')
})
afterEach(async () => {
  await endPrograms()
  rmSync(work, { recursive: true })
})

const makeCity = (rows: readonly [string, { _id: string }][]) =>
  createDataFolder(
    folder,
    { mode: 'trial', createdAt: Date.now(), plaqueKeys: `t:${'5a'.repeat(32)}` },
    async (store) => {
      store.write(() => {
        for (const [collection, row] of rows)
          store.collection(collection).insert(row as Document, JSON.stringify(row))
      })
      return true
    },
  )
const city = async (...args: string[]) => {
  const program = runProgram('city', ...args, '--data', folder)
  return { exitCode: await program.ended, output: program.output() }
}
const protectionOfCity = () => {
  const keys = keysOfCity(JSON.parse(readFileSync(join(folder, 'city.json'), 'utf8')), {})
  if (!keys.ok) throw new Error(keys.error.message)
  return openProtection(keys.value)
}
const rowsOf = <Row>(collection: string) =>
  withCityDatabase(folder, async (database) => {
    const rows: Row[] = []
    for (;;) {
      const page = database.collection(collection).orderBy('_id', 'asc').skip(rows.length).limit(1000)
      const { data } = await page.get()
      rows.push(...(data as Row[]))
      if (data.length < 1000) return rows
    }
  })

describe('the first officer', () => {
  test('gets one link, shown once, kept as a digest, with a line in the log', async () => {
    await makeCity([])
    const { exitCode, output } = await city('first-officer')
    expect(exitCode).toBe(0)
    const [, token = ''] = /^http:\/\/127\.0\.0\.1:8700\/i\/([0-9a-z]{26})\n/.exec(output) ?? []
    const [invitation, ...others] = await rowsOf<Invitation>('invitations')
    expect(others).toEqual([])
    expect(invitation).toMatchObject({ role: 'cityOfficer', state: 'open', invitedByGrant: null })
    expect(invitation?._id).toBe(protectionOfCity().protection.digest('token', token))
    const lines = await rowsOf<AuditLine>('auditLines')
    expect(lines).toMatchObject([{ action: 'command.firstOfficer', door: 'command', outcome: 'ok' }])
    expect(JSON.stringify([lines, invitation])).not.toContain(token)
    expect(await city('audit', 'verify')).toMatchObject({ exitCode: 0 })
  })

  test('is not invited a second time while the link is good, nor when there is an officer', async () => {
    await makeCity([])
    await city('first-officer')
    const second = await city('first-officer')
    expect(second).toMatchObject({
      exitCode: 1,
      output: expect.stringContaining('There is a link that is good until'),
    })
    expect(second.output).not.toContain('/i/')
    await withCityDatabase(folder, async (database) => {
      const { data } = await database.collection('invitations').limit(1).get()
      await database.collection('invitations').doc(data[0]._id).update({ invitedAt: 0, expiresAt: 1 })
    })
    expect(await city('first-officer')).toMatchObject({ exitCode: 0 })
    const holder = { grantId: 'g', personId: 'p', role: 'cityOfficer' }
    await withCityDatabase(folder, (database) =>
      database.collection('rosters').add({ _id: 'city', holders: [holder], claims: [] }),
    )
    expect(await city('first-officer')).toMatchObject({
      exitCode: 1,
      output: expect.stringContaining('The city office has an officer'),
    })
    expect((await rowsOf<AuditLine>('auditLines')).map(({ outcome }) => outcome).sort()).toEqual([
      'NOT_ALLOWED',
      'NOT_ALLOWED',
      'ok',
      'ok',
    ])
  })

  test('needs a city', async () => {
    expect(await city('first-officer')).toMatchObject({
      exitCode: 1,
      output: expect.stringContaining('no city in'),
    })
  })
})

describe('a reorganisation', () => {
  const now = Date.now()
  const COUNT = 75
  const creditCodes = Array.from({ length: COUNT }, (_, serial) =>
    makeCreditCode(serial % 3 === 0 ? '92231121' : '92231183', `MA${String(serial).padStart(6, '0')}`),
  )
  const rowsOfEntity = (creditCode: string, serial: number): [string, { _id: string }][] => {
    const entity: EntityRow = { ...SHOP, _id: creditCode, creditCode, unit: 'nenjiang', unitName: '嫩江市' }
    const code = {
      _id: `code-${serial}`,
      number: `n${serial}`,
      creditCode,
      unit: 'nenjiang',
      state: 'assigned',
    }
    const claim = {
      _id: `claim-${serial}`,
      creditCode,
      unit: 'nenjiang',
      state: 'submitted',
      submittedAt: now,
    }
    const claimCode = {
      _id: `claimCode-${serial}`,
      creditCode,
      unit: 'nenjiang',
      usedAt: serial % 2 === 0 ? null : now,
      expiresAt: now + 1_000_000_000,
    }
    const report = {
      _id: creditCode,
      plaqueCode: `code-${serial}`,
      plaqueNumber: `n${serial}`,
      ...projectReport({ entity, records: [], declarations: [], commitments: [] }, '2026-11-25'),
      stale: false,
      writers: [],
      version: 0,
      projectionVersion: PROJECTION_VERSION,
    }
    return [
      ['entities', entity],
      ['codes', code],
      ['claims', claim],
      ['claimCodes', claimCode],
      ['reports', report],
    ]
  }
  const unitsOf = async () => {
    const [entities, codes, claims, claimCodes] = [
      await rowsOf<EntityRow>('entities'),
      await rowsOf<CodeRow>('codes'),
      await rowsOf<Claim>('claims'),
      await rowsOf<ClaimCode>('claimCodes'),
    ]
    const unitOf = new Map(entities.map(({ _id, unit }) => [_id, unit]))
    // Whatever happened, what belongs to an entity is where the entity is.
    for (const { creditCode, unit } of [...codes, ...claims, ...claimCodes])
      expect(unit).toBe(unitOf.get(creditCode))
    return { unitOf, claimCodes }
  }
  beforeEach(() => makeCity(creditCodes.flatMap(rowsOfEntity)))

  test('moves entities with all that belongs to them; nothing of the old unit’s right is left', async () => {
    const { exitCode, output } = await city('reorganise', '--from', 'nenjiang', '--to', 'sunwu')
    expect(output).toContain(`Done: ${COUNT} entities went from nenjiang to sunwu`)
    expect(exitCode).toBe(0)
    const { unitOf, claimCodes } = await unitsOf()
    expect(new Set(unitOf.values())).toEqual(new Set(['sunwu']))
    for (const { usedAt, expiresAt } of claimCodes)
      if (usedAt === null) expect(expiresAt).toBeLessThanOrEqual(Date.now())
    for (const { body, stale } of await rowsOf<ReportRow>('reports'))
      expect([body.entity.unitName, stale]).toEqual(['孙吴县', false])
    const lines = (await rowsOf<AuditLine>('auditLines')).filter(({ action }) => action === 'job.reorganise')
    expect(lines).toHaveLength(Math.ceil(COUNT / SLICE_ENTITIES))
    expect(lines.reduce((sum, { batch }) => sum + (batch?.count ?? 0), 0)).toBe(5 * COUNT)
    expect(await city('audit', 'verify')).toMatchObject({ exitCode: 0 })
    expect((await city('reorganise', '--from', 'nenjiang', '--to', 'sunwu')).output).toContain(
      'Done: 0 entities',
    )
  })

  test('of some divisions leaves the others where they are', async () => {
    await city('reorganise', '--from', 'nenjiang', '--to', 'sunwu', '--divisions', '231121')
    const { unitOf } = await unitsOf()
    for (const [creditCode, unit] of unitOf)
      expect(unit).toBe(creditCode.slice(2, 8) === '231121' ? 'sunwu' : 'nenjiang')
  })

  test('takes along what was claimed meanwhile of an entity that had gone', async () => {
    await withCityDatabase(folder, (database) =>
      database
        .collection('entities')
        .doc(creditCodes[7] as string)
        .update({ unit: 'sunwu' }),
    )
    await city('reorganise', '--from', 'nenjiang', '--to', 'sunwu', '--divisions', '231121')
    await unitsOf()
  })

  test(
    'killed again and again, it leaves whole slices with their lines, and comes to the same end',
    async () => {
      let kills = 0
      for (const wanted of ['Moved 20 ', 'Moved 10 ']) {
        const program = runProgram(
          'city',
          'reorganise',
          '--from',
          'nenjiang',
          '--to',
          'sunwu',
          '--data',
          folder,
        )
        await program.saying(wanted)
        program.child.kill('SIGKILL')
        expect(await program.ended).toBeNull()
        kills++
        const { unitOf } = await unitsOf()
        const moved = [...unitOf.values()].filter((unit) => unit === 'sunwu').length
        const lines = (await rowsOf<AuditLine>('auditLines')).filter(
          ({ action }) => action === 'job.reorganise',
        )
        expect(lines.reduce((sum, { batch }) => sum + (batch?.count ?? 0), 0)).toBe(5 * moved)
      }
      expect(kills).toBe(2)
      expect(await city('reorganise', '--from', 'nenjiang', '--to', 'sunwu')).toMatchObject({ exitCode: 0 })
      const { unitOf } = await unitsOf()
      expect(new Set(unitOf.values())).toEqual(new Set(['sunwu']))
      for (const { stale } of await rowsOf<ReportRow>('reports')) expect(stale).toBe(false)
      expect(await city('audit', 'verify')).toMatchObject({ exitCode: 0 })
    },
    MINUTES,
  )

  test('what it does not understand it refuses in a sentence', async () => {
    const WRONG: [string[], string][] = [
      [['--from', 'nenjiang'], 'Name the units'],
      [['--from', 'nenjiang', '--to', 'nenjiang'], 'are the same unit'],
      [['--from', 'nenjiang', '--to', 'atlantis'], 'There is no unit atlantis'],
      [['--from', 'nenjiang', '--to', 'sunwu', '--divisions', '2311'], 'codes of six digits'],
    ]
    for (const [args, sentence] of WRONG)
      expect(await city('reorganise', ...args)).toEqual({
        exitCode: 1,
        output: expect.stringContaining(sentence),
      })
  })
})
