import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fastCheck from 'fast-check'
import { Files } from '../../src/localcloud/storage/files'
import { endPrograms, runProgram } from '../support/program'

/** Uploads while the whole of localcloud is killed, again and again. */

const KILLS = 6
const WRITERS = 4
const FILE_BYTES = 400_000

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'storage-kill-'))
  mkdirSync(join(folder, 'functions', 'uploader'), { recursive: true })
  symlinkSync(join(process.cwd(), 'node_modules'), join(folder, 'functions', 'node_modules'))
  writeFileSync(join(folder, 'indexes.json'), '{}')
  writeFileSync(
    join(folder, 'functions', 'uploader', 'index.js'),
    `const tcb = require('@cloudbase/node-sdk')
     const app = tcb.init({ env: 'localcloud' })
     exports.main = async ({ body }) => {
       const { path, version } = JSON.parse(body)
       return app.uploadFile({ cloudPath: path, fileContent: Buffer.alloc(${FILE_BYTES}, version) })
     }`,
  )
})
afterAll(async () => {
  await endPrograms()
  rmSync(folder, { recursive: true })
})

test(`after each of ${KILLS} kills every file is whole, and as new as the last upload that was confirmed`, async () => {
  const data = join(folder, 'data')
  const confirmed = Array<number>(WRITERS).fill(0)
  const kills = fastCheck.sample(fastCheck.integer({ min: 3, max: 25 }), { numRuns: KILLS, seed: 20261124 })
  for (const killAfter of kills) {
    const program = runProgram(
      'localcloud',
      ...['--functions', join(folder, 'functions'), '--indexes', join(folder, 'indexes.json')],
      ...['--data', data, '--port', '0'],
    )
    await program.saying('Ctrl-C')
    const url = /http:\/\/127\.0\.0\.1:\d+/.exec(program.output())?.[0]
    let uploads = 0
    const write = async (writer: number) => {
      for (let version = (confirmed[writer] ?? 0) + 1; ; version++) {
        const body = JSON.stringify({ path: `files/${writer}.bin`, version: version % 256 })
        // Refused once the process is killed, which ends this writer.
        const answer = await fetch(`${url}/api/uploader`, { method: 'POST', body }).catch(() => undefined)
        if (!answer?.ok || !((await answer.json()) as { fileID?: string }).fileID) return
        confirmed[writer] = version
        if (++uploads === killAfter) program.child.kill('SIGKILL')
      }
    }
    await Promise.all(confirmed.map((_, writer) => write(writer)))
    await program.ended
    expect(uploads).toBeGreaterThanOrEqual(killAfter)

    const files = await new Files(join(data, 'files')).list()
    for (const { path, bytes } of files) {
      const content = readFileSync(join(data, 'files', 'stored', path))
      const writer = Number(/\d/.exec(path))
      expect(bytes).toBe(FILE_BYTES)
      expect(new Set(content).size).toBe(1)
      // One upload may have been whole without its confirmation.
      expect([0, 1]).toContain((content[0] as number) - ((confirmed[writer] as number) % 256))
    }
    const expected = confirmed.flatMap((version, writer) => (version > 0 ? [`files/${writer}.bin`] : []))
    expect(files.map(({ path }) => path)).toEqual(expect.arrayContaining(expected))
  }
})
