import type { Invocation, InvocationAnswer } from './messages'

/** The process of one function: loads the built bundle named in the arguments and answers invocations. */
const { main } = require(process.argv[2] as string) as { main: (event: unknown, context: unknown) => unknown }

process.on('message', async ({ event, context }: Invocation) => {
  process.send?.(await run(event, context))
})
// The host is gone: nobody is left to answer.
process.on('disconnect', () => process.exit(0))

async function run(event: unknown, context: unknown): Promise<InvocationAnswer> {
  try {
    return { result: await main(event, context) }
  } catch (fault) {
    return { fault: fault instanceof Error ? (fault.stack ?? fault.message) : String(fault) }
  }
}
