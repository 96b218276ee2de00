import { readFileSync } from 'node:fs'
import * as z from 'zod/mini'

/** How long a call may take, and how much memory a process may hold. */
export type Limits = { timeLimitMs: number; memoryLimitMb: number }

/** A deployment file that CloudBase would refuse too. The message names file and field. */
export class DeploymentError extends Error {}

const deployment = z.object({
  functions: z.array(
    z.object({
      name: z.string(),
      /** Seconds; CloudBase takes 1 to 900. */
      timeout: z.optional(z.int().check(z.minimum(1), z.maximum(900))),
      /** MB. */
      memorySize: z.optional(z.int().check(z.minimum(64), z.maximum(3072))),
    }),
  ),
})

/** Each function's own limits, as the deployment file (`cloudbaserc.json`) states them. Throws DeploymentError. */
export function readLimits(file: string): Map<string, Partial<Limits>> {
  const read = deployment.safeParse(parseJson(file))
  if (!read.success) {
    const issue = read.error.issues[0]
    throw new DeploymentError(`${file}: ${issue?.path.join('.')}: ${issue?.message}`)
  }
  return new Map(
    read.data.functions.map(({ name, timeout, memorySize }) => [
      name,
      { timeLimitMs: timeout && timeout * 1000, memoryLimitMb: memorySize },
    ]),
  )
}

function parseJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (fault) {
    throw new DeploymentError(`${file} cannot be read: ${(fault as Error).message}`)
  }
}
