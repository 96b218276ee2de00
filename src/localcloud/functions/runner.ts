import type { LogLine } from './calls'
import type { Invocation, InvocationAnswer, RunnerMessage } from './messages'

/** The process of one function: loads the built bundle named in the arguments and answers invocations. */

/** What a function writes beyond this in one invocation is dropped and said to be. */
const MAXIMUM_LINES = 1000
const MAXIMUM_LINE_CHARACTERS = 2000

type Main = (event: unknown, context: unknown) => unknown

let linesLeft = MAXIMUM_LINES
const tell = (message: RunnerMessage) => process.send?.(message)
const finishLines = [sendLines('stdout'), sendLines('stderr')]
const { main } = require(process.argv[2] as string) as { main?: Main }
tell({ kind: 'ready' })

let previousVariables: string[] = []
process.on('message', async ({ eventText, context, variables }: Invocation) => {
  for (const name of previousVariables) delete process.env[name]
  previousVariables = Object.keys(variables)
  Object.assign(process.env, variables)
  linesLeft = MAXIMUM_LINES
  const answer = await run(eventText, context)
  for (const finish of finishLines) finish()
  tell({ kind: 'answer', answer })
})
// The host is gone: nobody is left to answer.
process.on('disconnect', () => process.exit(0))

async function run(eventText: string, context: unknown): Promise<InvocationAnswer> {
  try {
    if (typeof main !== 'function') throw new Error('index.js exports no function main')
    return { resultText: JSON.stringify(await main(JSON.parse(eventText), context)) }
  } catch (fault) {
    return { fault: fault instanceof Error ? (fault.stack ?? fault.message) : String(fault) }
  }
}

/**
 * Sends what is written to a stream as lines over the channel of the answers, so that they arrive before it. Returns
 * what sends a last line without an end.
 */
function sendLines(stream: 'stdout' | 'stderr'): () => void {
  let begun = ''
  const send = (text: string) => {
    if (linesLeft-- > 0) sendLine({ stream, text: text.slice(0, MAXIMUM_LINE_CHARACTERS) })
    if (linesLeft === -1)
      sendLine({ stream: 'host', text: `more than ${MAXIMUM_LINES} lines: the rest is dropped` })
  }
  process[stream].write = (
    chunk: string | Uint8Array,
    encoding?: BufferEncoding | ((fault?: Error | null) => void),
    done?: (fault?: Error | null) => void,
  ) => {
    const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8')
    const lines = (begun + text).split('\n')
    begun = lines.pop() ?? ''
    lines.forEach(send)
    const written = typeof encoding === 'function' ? encoding : done
    if (written) process.nextTick(written)
    return true
  }
  return () => {
    if (begun) send(begun)
    begun = ''
  }
}

function sendLine(line: LogLine): void {
  tell({ kind: 'line', line })
}
