import { readdirSync, readFileSync } from 'node:fs'
import { FUNCTIONS } from '../../src/contracts/functions'

type Deployed = { name: string; handler: string; envVariables?: Record<string, string> }
const { functions } = JSON.parse(readFileSync('cloudbaserc.json', 'utf8')) as { functions: Deployed[] }

test('every function of the repository is deployed, and nothing else', () => {
  expect(functions.map(({ name }) => name).sort()).toEqual(readdirSync('cloudfunctions').sort())
  for (const { handler } of functions) expect(handler).toBe('index.main')
})

test('every function that the app can call is there', () => {
  const names = functions.map(({ name }) => name)
  for (const name of Object.keys(FUNCTIONS)) expect(names).toContain(name)
})

test('settings come from the environment of the deployment, never from the file', () => {
  for (const { envVariables = {} } of functions)
    for (const [name, value] of Object.entries(envVariables)) expect(value).toBe(`{{env.${name}}}`)
})
