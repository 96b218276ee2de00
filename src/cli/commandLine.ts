import { type ParseArgsConfig, parseArgs } from 'node:util'
import { fail, ok, type Result } from '../domain/result'

/** One command of `npm run city`. */
export type CityCommand = {
  /** How it is called and what it does, for `--help`. */
  usage: string
  /** Gets what stands behind its name; prints, and returns the exit code. */
  run: (args: readonly string[]) => Promise<number>
}

/** What stands behind a command's name; a failure is a sentence for the terminal. `--help` is for everybody. */
export function parseCommandLine<O extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: O,
) {
  try {
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

/** A command that was called wrongly. */
export function wrong(sentence: string): Result<never, string> {
  return fail(`${sentence}; see npm run city -- --help.`)
}
