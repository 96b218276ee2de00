import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { endPrograms, runProgram } from '../support/program'

/** Settings that somebody gives to functions with `--environment`. */

let folder: string

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'settings-'))
  mkdirSync(join(folder, 'functions', 'settings'), { recursive: true })
  writeFileSync(join(folder, 'functions', 'settings', 'index.js'), 'exports.main = () => process.env')
  writeFileSync(join(folder, 'indexes.json'), '{}')
})
afterAll(async () => {
  await endPrograms()
  rmSync(folder, { recursive: true })
})

const run = (settings: string) => {
  writeFileSync(join(folder, '.env'), settings)
  return runProgram(
    'localcloud',
    ...['--functions', join(folder, 'functions'), '--indexes', join(folder, 'indexes.json')],
    ...['--data', join(folder, 'data'), '--port', '0', '--environment', join(folder, '.env')],
  )
}

test('a function finds its settings in the environment, and nothing of the shell’s', async () => {
  const program = run('GREETING=你好\n')
  await program.saying('Ctrl-C stops it.')
  const answer = await fetch(`${/runs at (\S+)/.exec(program.output())?.[1]}/api/settings`)
  const environment = (await answer.json()) as Record<string, string>
  expect(environment).toMatchObject({ GREETING: '你好', TCB_ENV: 'localcloud' })
  expect(environment).not.toHaveProperty('PATH')
})

test('what is no setting is refused before anything starts, without its value', async () => {
  const program = run('GREETING=你好\nTCB_ENV=hunter2\n')
  expect(await program.ended).toBe(1)
  expect(program.output()).toContain('line 2: TCB_ENV is set by the cloud itself')
  expect(program.output()).not.toContain('hunter2')
})
