import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type CityManifest, createDataFolder, openDataFolder, storeFileOf } from '../../src/cli/dataFolder'
import { openProtection } from '../../src/cloudbase/protection'
import { INDEXES } from '../../src/cloudbase/rows'
import type { AuditLine } from '../../src/domain/auditLine'
import type { Sealed, SealedKind } from '../../src/domain/protection'
import { Store } from '../../src/localcloud/store/store'
import type { Document } from '../../src/localcloud/store/values'
import { SEALED_FIELDS, type SealedCollection } from '../../src/usecases/sealedFields'
import { built } from '../support/built'
import { documentsOf, overwrite } from '../support/documents'
import { SAMPLE_KEYS } from '../support/sampleKeys'

/** `npm run city -- rotate-keys` as built, on real data folders; everybody is fictional. */

const PEOPLE = 100

let work: string
let folder: string
beforeEach(() => {
  work = mkdtempSync(join(tmpdir(), 'rotate-keys-'))
  folder = join(work, 'city')
})
afterEach(() => rmSync(work, { recursive: true }))

const manifestOf = () => JSON.parse(readFileSync(join(folder, 'city.json'), 'utf8')) as CityManifest
const ringOf = () => manifestOf().keys?.personalDataKeys ?? ''
/** A city with people and claims under its first key. */
const makeCity = async (mode: CityManifest['mode'], personalDataKeys?: string) => {
  const created = await createDataFolder(
    folder,
    { mode, createdAt: 0, plaqueKeys: `p:${'ab'.repeat(32)}` },
    async () => true,
  )
  if (!created.ok) throw new Error(created.error.message)
  const { protection } = openProtection({ ...SAMPLE_KEYS, PERSONAL_DATA_KEYS: personalDataKeys ?? ringOf() })
  inStore((store) =>
    store.write(() => {
      for (let count = 0; count < PEOPLE; count++) {
        const phone = count % 3 === 0 ? null : protection.seal('phone', `139${count}`)
        const row = { _id: `p${count}`, name: protection.seal('name', `虚构${count}`), phone }
        const collection = store.collection(count % 2 === 0 ? 'people' : 'claims')
        collection.insert(row as Document, JSON.stringify(row))
      }
    }),
  )
}
const inStore = <T>(look: (store: Store) => T): T => {
  const store = new Store(storeFileOf(folder), INDEXES)
  try {
    return look(store)
  } finally {
    store.close()
  }
}
/** Every sealed value that is there, and whether it opens as what was sealed. */
const valuesUnder = (personalDataKeys: string) => {
  const { protection } = openProtection({ ...SAMPLE_KEYS, PERSONAL_DATA_KEYS: personalDataKeys })
  return inStore((store) =>
    (Object.keys(SEALED_FIELDS) as SealedCollection[]).flatMap((collection) =>
      documentsOf<{ _id: string } & Record<SealedKind, Sealed | null>>(store, collection).flatMap((row) =>
        (['name', 'phone'] as const).flatMap((kind) => {
          const value = row[kind]
          if (value === null) return []
          const expected = `${kind === 'name' ? '虚构' : '139'}${row._id.slice(1)}`
          expect(protection.open(kind, value as never)).toBe(expected)
          return value.slice(0, value.indexOf(':'))
        }),
      ),
    ),
  )
}
const linesOfJob = () =>
  inStore((store) => documentsOf<AuditLine>(store, 'auditLines', { action: 'job.rotateKeys' }))
const VALUES = PEOPLE + Math.floor((PEOPLE * 2) / 3)

const start = (environment: Record<string, string> = {}): ChildProcess =>
  spawn(process.execPath, [built('node/city.cjs'), 'rotate-keys', '--data', folder], {
    env: { ...process.env, ...environment },
  })
const ended = (child: ChildProcess): Promise<{ exitCode: number | null; output: string }> => {
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk) => {
      output += chunk
    })
  return new Promise((resolve) => child.on('close', (exitCode) => resolve({ exitCode, output })))
}
const rotate = (environment?: Record<string, string>) => ended(start(environment))

test('a trial gets a new key, everything is sealed under it, and the old one is gone', async () => {
  await makeCity('trial')
  const [old] = ringOf().split(',')
  const { exitCode, output } = await rotate()
  expect(output).toContain(`${VALUES} values were sealed anew`)
  expect(exitCode).toBe(0)
  expect(ringOf().split(',')).toHaveLength(1)
  expect(ringOf()).not.toBe(old)
  expect(new Set(valuesUnder(ringOf()))).toEqual(new Set([ringOf().split(':')[0]]))
  const lines = linesOfJob()
  expect(lines.reduce((sum, { batch }) => sum + (batch?.count ?? 0), 0)).toBe(VALUES)
  expect(Math.max(...lines.map(({ batch }) => batch?.count ?? 0))).toBe(20)
  expect(output).not.toMatch(/虚构|139\d/)
})

test('killed again and again it goes on where it was, under the same new key, and no value is lost', async () => {
  await makeCity('trial')
  for (const slices of [1, 1, 2]) {
    const child = start()
    const end = ended(child)
    let seen = 0
    await new Promise<void>((resolve) => {
      child.stdout?.on('data', (chunk) => {
        seen += String(chunk).split('Sealed').length - 1
        if (seen >= slices) resolve()
      })
      child.on('close', () => resolve())
    })
    child.kill('SIGKILL')
    expect((await end).exitCode).toBeNull()
    expect(ringOf().split(',')).toHaveLength(2)
    expect(valuesUnder(ringOf())).toHaveLength(VALUES)
  }
  const ring = ringOf()
  expect((await rotate()).exitCode).toBe(0)
  expect(ringOf()).toBe(ring.split(',')[0])
  expect(valuesUnder(ringOf())).toHaveLength(VALUES)
  // Every slice that is there has its line, and none has two.
  expect(linesOfJob().reduce((sum, { batch }) => sum + (batch?.count ?? 0), 0)).toBe(VALUES)
})

test('a value that was tampered with is named and stays, and the old key with it', async () => {
  await makeCity('trial')
  inStore((store) => {
    const [row] = documentsOf<{ name: string }>(store, 'people', { _id: 'p4' })
    overwrite(store, 'people', 'p4', { name: `${row?.name.slice(0, -6)}AAAAAA` })
  })
  const { exitCode, output } = await rotate()
  expect(exitCode).toBe(1)
  expect(output).toContain('people/p4 name')
  expect(ringOf().split(',')).toHaveLength(2)
  const newest = ringOf().split(':')[0]
  const left = inStore((store) =>
    documentsOf<{ _id: string; name: string }>(store, 'people').filter(
      ({ name }) => !name.startsWith(`${newest}:`),
    ),
  )
  expect(left.map(({ _id }) => _id)).toEqual(['p4'])
})

test('a served city takes its keys from the environment, and may change from AES to SM4', async () => {
  const [old, next] = [SAMPLE_KEYS.PERSONAL_DATA_KEYS, `p10:sm4:${'9e'.repeat(32)}`]
  await makeCity('live', old)
  const none = await rotate()
  expect(none).toMatchObject({
    exitCode: 1,
    output: expect.stringContaining('PERSONAL_DATA_KEYS is not set'),
  })
  const done = await rotate({ ...SAMPLE_KEYS, PERSONAL_DATA_KEYS: `${next},${old}` })
  expect(done.output).toContain(`${VALUES} values were sealed anew under the key p10`)
  expect(new Set(valuesUnder(next))).toEqual(new Set(['p10']))
  expect(readFileSync(join(folder, 'city.json'), 'utf8')).not.toContain('9e9e')
})

test('a demo has nothing to change, and says so', async () => {
  await makeCity('demo', SAMPLE_KEYS.PERSONAL_DATA_KEYS)
  expect(await rotate()).toMatchObject({ exitCode: 1, output: expect.stringContaining('public on purpose') })
})

test('a trial that was made before there were people gets keys when it is opened, and keeps them', async () => {
  await makeCity('trial')
  const { keys, ...before } = manifestOf()
  writeFileSync(join(folder, 'city.json'), JSON.stringify(before))
  const opened = openDataFolder(folder)
  const made = opened.ok ? opened.value?.keys : undefined
  expect(
    openProtection({
      PERSONAL_DATA_KEYS: made?.personalDataKeys,
      IDENTITY_KEY: made?.identityKey,
      AUDIT_KEYS: made?.auditKeys,
    }),
  ).toBeDefined()
  expect(made).not.toEqual(keys)
  expect(openDataFolder(folder)).toMatchObject({ value: { ...before, keys: made } })
})

test('an index finds what is under another key, whatever the ids of the keys', () => {
  for (const [collection, fields] of Object.entries(SEALED_FIELDS))
    for (const field of Object.keys(fields))
      expect(INDEXES[collection as SealedCollection]).toContainEqual({ fields: [field] })
})
