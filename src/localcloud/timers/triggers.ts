import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod/mini'
import { type Cron, CronError, parseCron } from './cron'

/** A function's timer, as its `config.json` declares it. */
export type Trigger = { function: string; name: string; config: string; cron: Cron }

/** A timer that CloudBase would refuse to deploy. The message names file and field. */
export class TriggerError extends Error {}

/** WeChat's format; `config.json` may hold more, which is not looked at. */
const functionConfig = z.object({
  triggers: z.optional(
    z
      .array(
        z.object({
          name: z
            .string()
            .check(z.regex(/^[a-zA-Z][\w-]{0,59}$/, 'at most 60 of a-z A-Z 0-9 - _, a letter first')),
          type: z.literal('timer'),
          config: z.string(),
        }),
      )
      .check(z.maxLength(1, 'CloudBase takes one timer a function')),
  ),
})

/** Reads the timers of the named functions in a folder of functions. Throws TriggerError. */
export function readTriggers(folder: string, functionNames: string[]): Trigger[] {
  return functionNames.flatMap((name) => {
    const file = join(folder, name, 'config.json')
    if (!existsSync(file)) return []
    const { triggers = [] } = parseConfig(readFileSync(file, 'utf8'), name)
    return triggers.map((trigger) => ({ function: name, ...trigger, cron: cronOf(trigger.config, name) }))
  })
}

function parseConfig(text: string, name: string): z.infer<typeof functionConfig> {
  const config = functionConfig.safeParse(parseJson(text, name))
  if (config.success) return config.data
  const issue = config.error.issues[0]
  throw new TriggerError(`${name}/config.json: ${issue?.path.join('.')}: ${issue?.message}`)
}

function parseJson(text: string, name: string): unknown {
  try {
    return JSON.parse(text)
  } catch (fault) {
    if (fault instanceof SyntaxError)
      throw new TriggerError(`${name}/config.json is no JSON: ${fault.message}`)
    throw fault
  }
}

function cronOf(config: string, name: string): Cron {
  try {
    return parseCron(config)
  } catch (fault) {
    if (fault instanceof CronError) throw new TriggerError(`${name}/config.json: ${fault.message}`)
    throw fault
  }
}
