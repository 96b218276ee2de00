import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  watch,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'libsql'
import { restoreBackup, writeBackup } from '../../src/localcloud/backup/backup'
import { BackupError } from '../../src/localcloud/backup/errors'
import { startLocalcloud } from '../../src/localcloud/localcloud'
import { matching } from '../../src/localcloud/store/find'
import { Store } from '../../src/localcloud/store/store'
import { startTestCloud, type TestCloud } from '../support/cloud'
import { endPrograms, runProgram } from '../support/program'

/** Backup, restore and check: what an operator may rely on. */

const INDEXES = { accounts: [{ fields: ['owner'] }, { fields: ['number'], unique: true }], log: [] }
const MADE_AT = Date.UTC(2026, 10, 24)
const ACCOUNTS = 2000

let folder: string
let cloud: TestCloud

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'backup-'))
  cloud = await startTestCloud({ indexes: INDEXES })
  fill(cloud.store)
})
afterEach(async () => {
  await endPrograms()
  await cloud.remove()
  rmSync(folder, { recursive: true })
})

const put = (store: Store, collection: string, document: { _id: string } & Record<string, unknown>) =>
  store.collection(collection).insert(document, JSON.stringify(document))

function fill(store: Store): void {
  store.write(() => {
    for (let number = 0; number < ACCOUNTS; number++)
      put(store, 'accounts', { _id: `a${number}`, number, owner: `人${number % 7}`, balance: 100 })
  })
}

/** Moves money from one account to another and notes it: the sum stays, and the log counts the moves. */
function transfer(store: Store, step: number): void {
  store.write(() => {
    const accounts = store.collection('accounts')
    for (const [id, amount] of [
      [`a${step % ACCOUNTS}`, -1],
      [`a${(step * 7 + 1) % ACCOUNTS}`, 1],
    ] as const) {
      const [{ place, document }] = [...matching(accounts, { _id: id })] as [
        ReturnType<typeof matching> extends Generator<infer M> ? M : never,
      ]
      const next = { ...document, balance: (document.balance as number) + amount }
      accounts.replace(place, document, next, JSON.stringify(next))
    }
    put(store, 'log', { _id: `move ${step}` })
  })
}

const backUp = (name: string) =>
  writeBackup(cloud.store, cloud.folder, join(cloud.folder, 'city.db'), join(folder, name), MADE_AT)

function readRestored(name: string) {
  const store = new Store(join(folder, name, 'city.db'), 'asStored')
  try {
    const accounts = [...matching(store.collection('accounts'), {})].map(({ document }) => document)
    return {
      sum: accounts.reduce((total, { balance }) => total + (balance as number), 0),
      moves: store.collection('log').size(),
      faults: store.check().flatMap(({ faults }) => faults),
      indexes: store.collection('accounts').indexes,
    }
  } finally {
    store.close()
  }
}

const codeOf = async (work: () => unknown) => {
  try {
    await work()
    return 'no error'
  } catch (fault) {
    if (fault instanceof BackupError) return fault.code
    throw fault
  }
}

test('a backup made between writes is one moment: sums agree, indexes agree, later writes are not in it', async () => {
  for (let step = 0; step < 50; step++) transfer(cloud.store, step)
  const backup = backUp('one.backup')
  // The backup has taken its moment by the next turn; all this comes after it.
  await Promise.resolve()
  for (let step = 50; step < 400; step++) transfer(cloud.store, step)
  expect(await backup).toMatchObject({ madeAt: MADE_AT })
  restoreBackup(join(folder, 'one.backup'), join(folder, 'restored'))
  expect(readRestored('restored')).toEqual({
    sum: ACCOUNTS * 100,
    moves: 50,
    faults: [],
    indexes: INDEXES.accounts,
  })
  expect(cloud.store.collection('log').size()).toBe(400)
  expect(cloud.store.check().flatMap(({ faults }) => faults)).toEqual([])
})

test('two backups at once while writes go on are both whole', async () => {
  const backups = [backUp('first.backup'), backUp('second.backup')]
  for (let step = 0; step < 300; step++) {
    transfer(cloud.store, step)
    if (step % 50 === 0) await new Promise(setImmediate)
  }
  await Promise.all(backups)
  for (const name of ['first', 'second']) {
    restoreBackup(join(folder, `${name}.backup`), join(folder, name))
    expect(readRestored(name)).toMatchObject({ sum: ACCOUNTS * 100, faults: [] })
  }
})

test('uploaded files and what a program keeps beside the database come back as they were', async () => {
  await cloud.storage.files.write('photos/店.jpg', [Buffer.from('before')])
  writeFileSync(join(cloud.folder, 'city.json'), '{"kept":true}', { mode: 0o600 })
  const backup = backUp('files.backup')
  await Promise.resolve()
  await cloud.storage.files.write('photos/店.jpg', [Buffer.from('after')])
  await cloud.storage.files.write('photos/later.jpg', [Buffer.from('later')])
  expect((await backup).files).toBeGreaterThanOrEqual(2)
  restoreBackup(join(folder, 'files.backup'), join(folder, 'restored'))
  expect(readFileSync(join(folder, 'restored/files/stored/photos/店.jpg'), 'utf8')).toBe('before')
  expect(existsSync(join(folder, 'restored/files/stored/photos/later.jpg'))).toBe(false)
  expect(readFileSync(join(folder, 'restored/city.json'), 'utf8')).toBe('{"kept":true}')
  expect(existsSync(join(folder, 'restored/running.json'))).toBe(false)
})

test('a backup never takes the place of a file, and leaves nothing where it cannot be written', async () => {
  writeFileSync(join(folder, 'mine'), 'mine')
  expect(await codeOf(() => backUp('mine'))).toBe('FILE_EXISTS')
  expect(readFileSync(join(folder, 'mine'), 'utf8')).toBe('mine')
  expect(await codeOf(() => backUp('no/such/folder.backup'))).toBe('DISK')
  expect(readdirSync(folder)).toEqual(['mine'])
  expect(readdirSync(cloud.folder).filter((name) => name.includes('part'))).toEqual([])
})

test('a backup whose program is killed is whole or not there; the data is whole, and the next start clears up', async () => {
  const data = join(folder, 'data')
  mkdirSync(data)
  const store = new Store(join(data, 'localcloud.db'), INDEXES)
  fill(store)
  store.close()
  mkdirSync(join(data, 'files/stored'), { recursive: true })
  writeFileSync(join(data, 'files/stored/film.mp4'), Buffer.alloc(40_000_000))
  const outcomes: string[] = []
  for (const attempt of [1, 2, 3, 4, 5]) {
    const target = join(folder, `killed${attempt}.backup`)
    const program = runProgram('localcloud', 'backup', target, '--data', data)
    const watcher = watch(folder, () => program.child.kill('SIGKILL'))
    const exitCode = await program.ended
    watcher.close()
    outcomes.push(
      `${exitCode === null ? 'killed' : 'finished'}, ${existsSync(target) ? 'there' : 'not there'}`,
    )
  }
  expect(outcomes).toContain('killed, not there')
  expect(outcomes).not.toContain('finished, not there')
  for (const at of outcomes.keys())
    if (outcomes[at]?.endsWith(', there'))
      restoreBackup(join(folder, `killed${at + 1}.backup`), join(folder, `restored${at}`))
  expect(readdirSync(data).some((name) => name.startsWith('passing-'))).toBe(true)
  const next = await startLocalcloud({ storeFile: join(data, 'localcloud.db'), indexes: INDEXES, port: 0 })
  expect(next.store.check().flatMap(({ faults }) => faults)).toEqual([])
  await next.close()
  expect(readdirSync(data).some((name) => name.startsWith('passing-'))).toBe(false)
})

describe('restore', () => {
  beforeEach(() => backUp('whole.backup'))
  const whole = () => join(folder, 'whole.backup')

  test('refuses a folder that is not empty, and touches nothing in it', async () => {
    writeFileSync(join(folder, 'mine'), 'mine')
    expect(await codeOf(() => restoreBackup(whole(), folder))).toBe('FOLDER_NOT_EMPTY')
    expect(readdirSync(folder).sort()).toEqual(['mine', 'whole.backup'])
  })

  test.each([
    ['is not there', 'FILE_MISSING', () => undefined],
    ['is some text', 'NOT_A_BACKUP', (file: string) => writeFileSync(file, 'a letter '.repeat(2000))],
    ['is a database that is no backup', 'NOT_A_BACKUP', (file: string) => new Store(file, INDEXES).close()],
    [
      'ends too early',
      'BACKUP_DAMAGED',
      (file: string) => {
        writeFileSync(file, readFileSync(whole()).subarray(0, 200_000))
      },
    ],
    [
      'has a document that does not parse',
      'BACKUP_DAMAGED',
      (file: string) => change(file, `UPDATE c1 SET text = '{' WHERE place = 5`),
    ],
    [
      'has a document that its index does not know',
      'BACKUP_DAMAGED',
      (file: string) => change(file, `UPDATE c1 SET text = replace(text, '人3', '人9') WHERE place = 4`),
    ],
    [
      'was made by a newer version',
      'BACKUP_NEWER',
      (file: string) => change(file, `UPDATE backup SET about = '{"format":99}'`),
    ],
    [
      'has a file that leads out of the folder',
      'BACKUP_DAMAGED',
      (file: string) => change(file, `INSERT INTO backup_files VALUES ('../outside', 420, x'00')`),
    ],
  ])('refuses a file that %s', async (_what, code, make) => {
    const file = join(folder, 'other')
    make(file)
    expect(await codeOf(() => restoreBackup(file, join(folder, 'restored')))).toBe(code)
    expect(readdirSync(folder).sort()).toEqual(
      existsSync(file) ? ['other', 'whole.backup'] : ['whole.backup'],
    )
  })

  function change(file: string, sql: string): void {
    copyFileSync(whole(), file)
    chmodSync(file, 0o600)
    const database = new Database(file)
    database.exec(sql)
    database.close()
  }
})

describe('from the command line', () => {
  const run = async (...args: string[]) => {
    const program = runProgram('localcloud', ...args)
    const exitCode = await program.ended
    return { exitCode, output: program.output() }
  }

  test('backup and check work through the process that has the folder open, and without one', async () => {
    const data = cloud.folder
    expect(await run('check', '--data', data)).toEqual({
      exitCode: 0,
      output: expect.stringMatching(
        /accounts: 2000 documents; index keys: owner 2000, number 2000\n(.*\n)*.*all agree/,
      ),
    })
    expect(await run('backup', join(folder, 'running.backup'), '--data', data)).toMatchObject({ exitCode: 0 })
    await cloud.close()
    expect(await run('backup', join(folder, 'stopped.backup'), '--data', data)).toMatchObject({ exitCode: 0 })
    expect(await run('check', '--data', data)).toMatchObject({ exitCode: 0 })
    for (const name of ['running', 'stopped']) {
      const restored = await run('restore', join(folder, `${name}.backup`), '--data', join(folder, name))
      expect(restored).toEqual({ exitCode: 0, output: expect.stringMatching(/as it was at 20/) })
      expect(readRestored(name)).toMatchObject({ sum: ACCOUNTS * 100, faults: [] })
    }
    cloud = await startTestCloud({ indexes: INDEXES })
  })

  test('after a kill, what the dead process left does not stop a backup', async () => {
    const announced = { url: cloud.url, key: 'of a dead process' }
    await cloud.close()
    writeFileSync(join(folder, 'running.json'), JSON.stringify(announced))
    const store = new Store(join(folder, 'localcloud.db'), INDEXES)
    fill(store)
    store.close()
    const target = join(folder, 'after.backup')
    expect(await run('backup', target, '--data', folder)).toMatchObject({ exitCode: 0 })
    expect(existsSync(target)).toBe(true)
    cloud = await startTestCloud({ indexes: INDEXES })
  })

  test('check names what does not agree and fails', async () => {
    const file = join(folder, 'localcloud.db')
    const store = new Store(file, INDEXES)
    fill(store)
    store.close()
    const database = new Database(file)
    database.exec(`UPDATE c1 SET text = '{' WHERE place = 5`)
    database.close()
    const { exitCode, output } = await run('check', '--data', folder)
    expect(exitCode).toBe(1)
    expect(output).toContain('accounts: the document at place 5 does not parse')
    expect(output).toMatch(/damaged: \d+ faults/)
  })

  test.each([
    [['backup'], /^Name one file to backup/],
    [['restore', 'a', 'b'], /^Name one file to restore/],
    [['rename', 'a'], /^There is no command rename/],
    [['check', '--port', '1'], /^check takes --data alone/],
    [['--functions', 'x'], /^Name --functions, --indexes and --data/],
    [['--colour'], /^Unknown option '--colour'/],
    [['backup', 'a', '--data', '/nowhere'], /holds no localcloud/],
    [['--functions', '/nowhere', '--indexes', 'package.json', '--data', 'x'], /^package\.json: /],
    [['--functions', 'x', '--indexes', '/nowhere', '--data', 'x'], /cannot be read \(ENOENT\)/],
    [
      ['--functions', 'src', '--indexes', 'test/fixtures/guestbook/indexes.json', '--data', 'x'],
      /src holds no functions/,
    ],
  ])('%j is refused in one sentence', async (args, sentence) => {
    const { exitCode, output } = await run(...args)
    expect([exitCode, output.trim().split('\n')]).toEqual([1, [expect.stringMatching(sentence)]])
  })
})
