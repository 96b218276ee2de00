import { auditCommand } from './auditCommand'
import { type CityCommand, wrong } from './commandLine'
import { firstOfficerCommand } from './firstOfficerCommand'
import { importRegistryCommand } from './importRegistryCommand'
import { intakeCommand } from './intakeCommand'
import { plaquesCommand } from './plaquesCommand'
import { presetCommand } from './presetCommand'
import { reorganiseCommand } from './reorganiseCommand'
import { rotateKeysCommand } from './rotateKeysCommand'

const COMMANDS: Record<string, CityCommand> = {
  'import-registry': importRegistryCommand,
  'first-officer': firstOfficerCommand,
  preset: presetCommand,
  reorganise: reorganiseCommand,
  'rotate-keys': rotateKeysCommand,
  intake: intakeCommand,
  audit: auditCommand,
  plaques: plaquesCommand,
}

// `... | head` stops reading before the end; what was begun is finished all the same.
for (const stream of [process.stdout, process.stderr])
  stream.on('error', (fault: NodeJS.ErrnoException) => {
    if (fault.code !== 'EPIPE') throw fault
  })

void run(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode
})

async function run([name, ...args]: readonly string[]): Promise<number> {
  const command = name !== undefined && Object.hasOwn(COMMANDS, name) ? COMMANDS[name] : undefined
  const asksForHelp = name === undefined || [name, ...args].some((word) => word === '--help' || word === '-h')
  if (asksForHelp) {
    const told = command ? [command] : Object.values(COMMANDS)
    console.log(told.map(({ usage }) => usage).join('\n\n'))
    return 0
  }
  if (command) return command.run(args)
  const unknown = wrong(name.startsWith('-') ? 'Name a command first' : `There is no command ${name}`)
  if (!unknown.ok) console.error(unknown.error)
  return 1
}
