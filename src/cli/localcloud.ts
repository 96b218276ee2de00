import { parseArgs } from 'node:util'
import { backupCommand, checkCommand, restoreCommand } from './localcloudBackup'
import { runCommand } from './localcloudRun'
import { Refusal } from './refusal'

const USAGE = `Usage:
  npm run localcloud -- --functions DIR --indexes FILE --data DIR [--environment FILE]
                        [--deployment FILE] [--port N]
      runs the CloudBase functions in DIR (a folder each, with an index.js) on this machine
  npm run localcloud -- backup FILE [--data DIR]
      writes the data folder to one new file, also while it runs
  npm run localcloud -- restore FILE [--data DIR]
      makes a new data folder from a backup
  npm run localcloud -- check [--data DIR]
      reads everything and says what does not agree, also while it runs

  --functions DIR     built functions
  --indexes FILE      JSON: { "collection": [{ "fields": ["a", "b.c"], "unique": true }] }
  --data DIR          the data folder; for backup, restore and check .data/demo (that of npm start) unless named
  --environment FILE  settings of the functions, a line NAME=value each
  --deployment FILE   cloudbaserc.json, with each function's own time and memory; 20 s and 256 MB unless named
  --port N            8700 unless named; 0 takes a free one`
const SEE = 'see npm run localcloud -- --help.'

const OPTIONS = {
  functions: { type: 'string' },
  indexes: { type: 'string' },
  data: { type: 'string' },
  environment: { type: 'string' },
  deployment: { type: 'string' },
  port: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

void main(process.argv.slice(2))

async function main(args: string[]): Promise<void> {
  try {
    await perform(args)
  } catch (fault) {
    if (!(fault instanceof Refusal)) throw fault
    console.error(fault.message)
    process.exitCode = 1
  }
}

async function perform(args: string[]): Promise<void> {
  const { values, positionals } = parse(args)
  const [command, ...files] = positionals
  const folder = values.data ?? '.data/demo'
  if (values.help || args.length === 0) return console.log(USAGE)
  if (command === undefined) return runCommand(runOptions(values))
  if (values.functions ?? values.indexes ?? values.environment ?? values.deployment ?? values.port)
    throw new Refusal(`${command} takes --data alone; ${SEE}`)
  if (command === 'check' && files.length === 0) return checkCommand(folder)
  if (command === 'backup') return backupCommand(onlyFile(command, files), folder)
  if (command === 'restore') return restoreCommand(onlyFile(command, files), folder)
  throw new Refusal(
    command === 'check' ? `check takes no file; ${SEE}` : `There is no command ${command}; ${SEE}`,
  )
}

function parse(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true })
  } catch (fault) {
    const { code, message } = fault as NodeJS.ErrnoException
    if (!code?.startsWith('ERR_PARSE_ARGS')) throw fault
    throw new Refusal(`${message.split('. ')[0]}; ${SEE}`)
  }
}

function runOptions({
  functions,
  indexes,
  data,
  environment,
  deployment,
  port,
}: Partial<Record<keyof typeof OPTIONS, string | boolean>>) {
  if (typeof functions !== 'string' || typeof indexes !== 'string' || typeof data !== 'string')
    throw new Refusal(`Name --functions, --indexes and --data; ${SEE}`)
  const number = Number(port ?? 8700)
  if (!Number.isInteger(number) || number < 0 || number > 65535 || port === '')
    throw new Refusal(`--port is a number up to 65535; ${SEE}`)
  return {
    functions,
    indexes,
    data,
    port: number,
    environment: typeof environment === 'string' ? environment : undefined,
    deployment: typeof deployment === 'string' ? deployment : undefined,
  }
}

function onlyFile(command: string, files: string[]): string {
  const [file, ...others] = files
  if (file === undefined || others.length > 0) throw new Refusal(`Name one file to ${command}; ${SEE}`)
  return file
}
