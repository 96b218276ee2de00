import { parseArgs } from 'node:util'
import { fail, ok, type Result } from '../domain/result'
import { type ImportRegistryOptions, importRegistryCommand } from './importRegistryCommand'

const USAGE = `Usage: npm run city -- import-registry FILE --data DIR [--trial-plaques N]

Takes an extract of the business registry (CSV, UTF-8 or GB18030) into the city in DIR, which is made when it is not
there. Rows that cannot be taken in go to FILE.held-and-refused.csv with the reasons.
  --trial-plaques N   also gives N entities a plaque to try the city with (only in a city made for a trial)`

// `... | head` stops reading before the end; what was begun is finished all the same.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (fault: NodeJS.ErrnoException) => {
    if (fault.code !== 'EPIPE') throw fault
  })

void run(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode
})

async function run(args: readonly string[]): Promise<number> {
  const options = readOptions(args)
  if (!options.ok) {
    console.error(options.error)
    return 1
  }
  if (options.value === 'help') {
    console.log(USAGE)
    return 0
  }
  return importRegistryCommand(options.value)
}

function readOptions(args: readonly string[]): Result<ImportRegistryOptions | 'help', string> {
  const parsed = parse(args)
  if (!parsed.ok) return parsed
  const { values, positionals } = parsed.value
  const [command, file, ...others] = positionals
  if (values.help || command === undefined) return ok('help')
  if (command !== 'import-registry') return wrong(`There is no command ${command}`)
  if (file === undefined || others.length > 0) return wrong('Name one file to import')
  if (!values.data) return wrong('Name the folder of the city with --data DIR')
  const count = values['trial-plaques']
  if (count !== undefined && !/^[1-9]\d{0,5}$/.test(count))
    return wrong('--trial-plaques is a number from 1 to 999999')
  return ok({ file, folder: values.data, trialPlaqueCount: Number(count ?? 0) })
}

function parse(args: readonly string[]) {
  try {
    const options = {
      data: { type: 'string' },
      'trial-plaques': { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    } as const
    return ok(parseArgs({ args: [...args], options, allowPositionals: true }))
  } catch (thrown) {
    const { code, message } = thrown as NodeJS.ErrnoException
    if (!code?.startsWith('ERR_PARSE_ARGS')) throw thrown
    // Node explains at length, on several lines, how `--option -1` could be meant.
    const [, option] = /^Option '(--[\w-]+)' argument is ambiguous/.exec(message) ?? []
    return wrong(
      option ? `${option} needs a value that does not begin with -` : (message.split('. ')[0] ?? message),
    )
  }
}

function wrong(sentence: string): { ok: false; error: string } {
  return fail(`${sentence}; see npm run city -- --help.`)
}
