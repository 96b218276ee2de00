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

test('a function has the limits that the deployment’s file gives it', async () => {
  mkdirSync(join(folder, 'limited', 'limits'), { recursive: true })
  writeFileSync(
    join(folder, 'limited', 'limits', 'index.js'),
    'exports.main = (event, { memory_limit_in_mb, time_limit_in_ms }) => ({ memory_limit_in_mb, time_limit_in_ms })',
  )
  const deployment = join(folder, 'cloudbaserc.json')
  const runLimited = () =>
    runProgram(
      'localcloud',
      ...['--functions', join(folder, 'limited'), '--indexes', join(folder, 'indexes.json')],
      ...['--data', join(folder, 'limited-data'), '--port', '0', '--deployment', deployment],
    )
  writeFileSync(deployment, '{ "functions": [{ "name": "limits", "timeout": 900, "memorySize": 1024 }] }')
  const program = runLimited()
  await program.saying('Ctrl-C stops it.')
  const answer = await fetch(`${/runs at (\S+)/.exec(program.output())?.[1]}/api/limits`)
  expect(await answer.json()).toEqual({ memory_limit_in_mb: 1024, time_limit_in_ms: 900_000 })
  program.child.kill('SIGINT')
  await program.ended
  writeFileSync(deployment, '{ "functions": [{ "name": "limits", "timeout": 901 }] }')
  const refused = runLimited()
  expect(await refused.ended).toBe(1)
  expect(refused.output()).toContain('functions.0.timeout')
})
