import { fork, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import tcb from '@cloudbase/node-sdk'
import { startLocalcloud } from '../../src/localcloud/localcloud'
import { keyOf } from '../../src/localcloud/store/keys'
import { sendBadRequests } from '../support/badRequests'
import { built } from '../support/built'
import { startTestCloud, type TestCloud } from '../support/cloud'
import { startStoreProcess } from '../support/storeProcess'

const INDEXES = { notes: [] }
const database = () => tcb.init({ env: tcb.SYMBOL_CURRENT_ENV }).database()

describe('while it runs', () => {
  let cloud: TestCloud
  beforeEach(async () => {
    cloud = await startTestCloud({ indexes: INDEXES, log: () => {} })
  })
  afterEach(() => cloud.remove())

  test('1,000 malformed, huge, deep and truncated requests: a code or a closed connection, and it goes on', async () => {
    // So that queries and updates have something to go wrong at.
    await database()
      .collection('notes')
      .add([{ _id: 'a', a: 1 }, { a: 'x' }, { a: [1, { b: 2 }] }, { a: { b: null } }])
    const target = { url: cloud.url, secretId: cloud.environment.TENCENTCLOUD_SECRETID as string }
    const counts = await sendBadRequests(target, 11, 1000)
    expect(counts.example).toBeUndefined()
    expect(counts).toMatchObject({ requests: 1000, faults: 0, unanswered: 0 })
    expect(counts.refused).toBeGreaterThan(500)
    const { id } = (await database().collection('notes').add({ text: 'still here' })) as { id: string }
    expect((await database().collection('notes').doc(id).get()).data).toHaveLength(1)
  }, 120_000)

  test('200 clients at once are all answered, and nothing is lost or done twice', async () => {
    await database().collection('notes').add({ _id: 'count', value: 0 })
    const { inc } = database().command
    const clients = Array.from({ length: 200 }, async (_, number) => {
      await database()
        .collection('notes')
        .add({ _id: `n${number}`, number })
      await database()
        .collection('notes')
        .doc('count')
        .update({ value: inc(1) })
      return (await database().collection('notes').doc(`n${number}`).get()).data[0].number
    })
    expect(await Promise.all(clients)).toEqual(Array.from({ length: 200 }, (_, number) => number))
    expect((await database().collection('notes').doc('count').get()).data[0].value).toBe(200)
    expect((await database().collection('notes').count()).total).toBe(201)
  })

  test('clients that send half a request and wait keep nobody else waiting, nor the end', async () => {
    const { hostname, port } = new URL(cloud.url)
    const half =
      'POST /admin HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 100\r\n\r\n{"act'
    const slow = await Promise.all(
      Array.from({ length: 100 }, async () => {
        const socket = connect(Number(port), hostname)
        socket.on('error', () => undefined)
        await once(socket, 'connect')
        socket.write(half)
        return socket
      }),
    )
    await database().collection('notes').add({ _id: 'a' })
    expect((await database().collection('notes').doc('a').get()).data).toHaveLength(1)
    const closed = Promise.all(slow.map((socket) => once(socket, 'close')))
    await cloud.close()
    await closed
    cloud = await startTestCloud({ indexes: INDEXES })
  })
})

/** The superuser may write everywhere, unless it gives that up. */
const UNPRIVILEGED = `if [ "$(id -u)" = 0 ]; then
  exec setpriv --bounding-set -dac_override --inh-caps -dac_override "$0" "$@"
fi
exec "$0" "$@"`
const programOn = (folder: string) => [
  built('node/localcloud.cjs'),
  ...[
    '--functions',
    'test/fixtures/guestbook/functions',
    '--indexes',
    'test/fixtures/guestbook/indexes.json',
  ],
  ...['--data', folder, '--port', '0'],
]

describe('the file', () => {
  let folder: string
  const file = () => join(folder, 'localcloud.db')
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'faults-'))
  })
  afterEach(() => rmSync(folder, { recursive: true }))
  const start = () => startLocalcloud({ storeFile: file(), indexes: INDEXES, port: 0 })

  test('held by another process: the second one is refused by name, the first goes on', async () => {
    const server = await startStoreProcess(built('node/bench/storeProcess.cjs'), file(), INDEXES)
    await expect(start()).rejects.toMatchObject({ reason: 'inUse' })
    Object.assign(process.env, server.environment)
    await database().collection('notes').add({ _id: 'a' })
    await server.close()
    const cloud = await start()
    expect(cloud.store.collection('notes').size()).toBe(1)
    await cloud.close()
  })

  test.each([
    ['that holds a database', true],
    ['that is empty', false],
  ])(
    'in a folder %s and may not be written: refused in a sentence, and left as it is',
    async (_what, holdsOne) => {
      if (holdsOne) await (await start()).close()
      const before = readdirSync(folder)
      for (const name of before) chmodSync(join(folder, name), 0o444)
      chmodSync(folder, 0o555)
      const child = spawnSync('/bin/sh', ['-c', UNPRIVILEGED, process.execPath, ...programOn(folder)], {
        encoding: 'utf8',
      })
      chmodSync(folder, 0o755)
      expect([child.status, child.stderr]).toEqual([
        1,
        `${folder} cannot be written to. Name another folder with --data.\n`,
      ])
      expect(readdirSync(folder)).toEqual(before)
    },
  )

  test('damaged: refused by name, and left as it is', async () => {
    writeFileSync(file(), 'no database, and long enough to be read as one. '.repeat(100))
    await expect(start()).rejects.toMatchObject({ reason: 'damaged' })
  })

  test('no room left: what cannot be written is refused with a code, what was acknowledged stays and can be read', async () => {
    // The shell's limit of a file's size stands for the disk's; the signal that comes with it is ignored.
    const script = built('node/bench/storeProcess.cjs')
    const child = fork(script, [file(), JSON.stringify(INDEXES)], {
      execPath: '/bin/sh',
      execArgv: ['-c', `trap '' XFSZ; ulimit -f 4096; exec "${process.execPath}" "$0" "$@"`],
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    const [{ environment }] = (await once(child, 'message')) as [{ environment: Record<string, string> }]
    Object.assign(process.env, environment)
    const written: string[] = []
    let refusal = ''
    for (let number = 0; number < 400 && !refusal; number++) {
      await database()
        .collection('notes')
        .add({ _id: `n${number}`, text: 'x'.repeat(20_000) })
        .then(
          () => written.push(`n${number}`),
          (fault: { code: string; message: string }) => {
            refusal = `${fault.code}: ${fault.message}`
          },
        )
    }
    const last = await database()
      .collection('notes')
      .doc(written.at(-1) as string)
      .get()
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(refusal).toMatch(/^SYS_ERR: .*full/)
    expect(written.length).toBeGreaterThan(20)
    expect(last.data).toHaveLength(1)

    const cloud = await start()
    for (const id of written) expect(cloud.store.collection('notes').byId(keyOf(id))).toBeDefined()
    expect(cloud.store.collection('notes').size()).toBe(written.length)
    await cloud.close()
  })
})
