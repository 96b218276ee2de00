import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import * as z from 'zod/mini'
import { DeploymentError } from '../localcloud/functions/limits'
import { type Localcloud, startLocalcloud } from '../localcloud/localcloud'
import type { IndexDeclarations } from '../localcloud/store/indexDeclarations'
import { TriggerError } from '../localcloud/timers/triggers'
import { sentenceOf } from './dataFolder'
import { parseEnvironment } from './environmentFile'
import { Refusal } from './refusal'

/** What to run, and where its data is. */
export type RunOptions = {
  functions: string
  indexes: string
  data: string
  port: number
  /** The file of the functions' settings; absent: they have none. */
  environment?: string
  /** The deployment's file with each function's own limits; absent: CloudBase's defaults hold. */
  deployment?: string
}

const STORE_FILE = 'localcloud.db'

const indexesSchema = z.record(
  z.string().check(z.regex(/^[a-zA-Z][\w-]{0,63}$/, 'not a collection name')),
  z.array(
    z.strictObject({
      fields: z
        .array(z.string().check(z.regex(/^[^$\s.][^\s.]*(\.[^$\s.][^\s.]*)*$/, 'not a field')))
        .check(z.minLength(1)),
      unique: z.optional(z.boolean()),
    }),
  ),
)

/** Runs any folder of CloudBase functions until a signal ends it. Throws Refusal. */
export async function runCommand(options: RunOptions): Promise<void> {
  const indexes = readIndexes(options.indexes)
  const names = functionNames(options.functions)
  const settings = readSettings(options.environment)
  const cloud = await start(options, indexes, settings)
  console.log(
    [
      `localcloud runs at ${cloud.url}`,
      `  functions  ${names.map((name) => `${cloud.url}/api/${name}`).join('\n             ')}`,
      `  console    ${cloud.consoleUrl}`,
      `  data       ${options.data}`,
      '',
      'Ctrl-C stops it.',
    ].join('\n'),
  )
  const signal = await new Promise<string>((stop) => {
    for (const name of ['SIGINT', 'SIGTERM'] as const) process.once(name, () => stop(name))
  })
  console.log(`\n${signal}: stopping.`)
  await cloud.close()
  process.exit(0)
}

/** Declared collections and indexes, from the file that deployment uses too. Throws Refusal. */
export function readIndexes(file: string): IndexDeclarations {
  const indexes = indexesSchema.safeParse(parseJson(readText(file, '--indexes'), file))
  if (indexes.success) return indexes.data
  const issue = indexes.error.issues[0]
  const reason = issue?.code === 'invalid_key' ? issue.issues[0]?.message : issue?.message
  throw new Refusal(`${file}: ${issue?.path.join('.') || 'the whole'}: ${reason}. See docs/localcloud.md.`)
}

function readSettings(file: string | undefined): Record<string, string> {
  return file === undefined ? {} : parseEnvironment(readText(file, '--environment'), file)
}

function functionNames(folder: string): string[] {
  if (!existsSync(folder))
    throw new Refusal(`${folder} is not there. Name the folder of functions with --functions.`)
  const names = readdirSync(folder).filter((name) => existsSync(join(folder, name, 'index.js')))
  if (names.length === 0)
    throw new Refusal(`${folder} holds no functions: a folder each, with an index.js. Build them first.`)
  return names.sort()
}

async function start(
  options: RunOptions,
  indexes: IndexDeclarations,
  settings: Record<string, string>,
): Promise<Localcloud> {
  const folder = resolve(options.data)
  try {
    if (!existsSync(folder)) mkdirSync(folder, { recursive: true })
    if (!existsSync(join(folder, STORE_FILE)) && readdirSync(folder).length > 0)
      throw new Refusal(`${options.data} holds other files. Name an empty or a new folder with --data.`)
    return await startLocalcloud({
      storeFile: join(folder, STORE_FILE),
      indexes,
      port: options.port,
      functions: {
        folder: resolve(options.functions),
        runner: join(__dirname, 'functionRunner.cjs'),
        environment: () => settings,
        deploymentFile: options.deployment,
      },
    })
  } catch (fault) {
    if ((fault as NodeJS.ErrnoException).code === 'EADDRINUSE')
      throw new Refusal(`Port ${options.port} is in use. Name another with --port.`)
    if (fault instanceof TriggerError) throw new Refusal(`${options.functions}: ${fault.message}.`)
    if (fault instanceof DeploymentError) throw new Refusal(`${fault.message}.`)
    const message = sentenceOf(fault, options.data)
    if (message) throw new Refusal(message)
    throw fault
  }
}

function readText(file: string, option: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (fault) {
    const { code } = fault as NodeJS.ErrnoException
    throw new Refusal(`${file} cannot be read (${code}). Name the file with ${option}.`)
  }
}

function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text)
  } catch (fault) {
    throw new Refusal(`${file} is no JSON: ${(fault as Error).message}.`)
  }
}
