import { Refusal } from './refusal'

/** What the cloud itself sets in a function's environment; it takes no settings of such names either. */
const OF_THE_CLOUD = /^(TCB|SCF|QCLOUD|TENCENTCLOUD|WX)_/

/**
 * Settings of functions, as in the `.env` files of CloudBase's own tools: a line `NAME=value` each, where the value is
 * the rest of the line, without quotes around all of it; empty lines and lines that begin with `#` say nothing. Throws
 * Refusal with the number of the line, never with a value: settings are often secrets.
 */
export function parseEnvironment(text: string, file: string): Record<string, string> {
  const settings = new Map<string, string>()
  for (const [at, line] of text.split(/\r?\n/).entries()) {
    if (/^\s*(#|$)/.test(line)) continue
    const refuse = (why: string) => new Refusal(`${file}, line ${at + 1}: ${why}. See docs/localcloud.md.`)
    const [, name, value] = /^\s*([A-Za-z_]\w*)\s*=\s*(.*?)\s*$/.exec(line) ?? []
    if (name === undefined || value === undefined) throw refuse('not NAME=value')
    if (OF_THE_CLOUD.test(name)) throw refuse(`${name} is set by the cloud itself`)
    if (settings.has(name)) throw refuse(`${name} has a value already`)
    settings.set(name, /^(["']).*\1$/.test(value) && value.length > 1 ? value.slice(1, -1) : value)
  }
  return Object.fromEntries(settings)
}
