import { LineCutter } from './lines'
import type { HostMessage, RunnerMessage } from './messages'
import { framesOfRequest, numberRequests } from './requestStack'

/** The process of one function: loads the built bundle named in the arguments and answers invocations. */

type Main = (event: unknown, context: unknown) => unknown

const MAXIMUM_FAULT_CHARACTERS = 4000

const tell = (message: RunnerMessage) => process.send?.(message)
const streams = [sendLines('stdout'), sendLines('stderr')]
numberRequests((JSON.parse(process.env.TCB_CONTEXT_CNFG as string) as { URL: string }).URL)
const { main } = require(process.argv[2] as string) as { main?: Main }
tell({ kind: 'ready' })

let previousVariables: string[] = []
process.on('message', async (message: HostMessage) => {
  if (message.kind === 'stackOf') {
    const { requestNumber } = message
    tell({ kind: 'stack', requestNumber, frames: framesOfRequest(requestNumber) })
    return
  }
  const { eventText, context, variables } = message
  for (const name of previousVariables) delete process.env[name]
  previousVariables = Object.keys(variables)
  Object.assign(process.env, variables)
  const answer = await run(eventText, context)
  for (const lines of streams) lines.finish()
  tell(answer)
})
// The host is gone: nobody is left to answer.
process.on('disconnect', () => process.exit(0))

async function run(eventText: string, context: unknown): Promise<RunnerMessage> {
  try {
    if (typeof main !== 'function') throw new Error('index.js exports no function main')
    const result = await main(JSON.parse(eventText), context)
    return { kind: 'result', resultText: JSON.stringify(result) }
  } catch (fault) {
    const text = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)
    return { kind: 'fault', fault: text.slice(0, MAXIMUM_FAULT_CHARACTERS) }
  }
}

/** Sends what is written to a stream as lines over the channel of the answers, so that they arrive before it. */
function sendLines(stream: 'stdout' | 'stderr'): LineCutter {
  const lines = new LineCutter(
    (text) => tell({ kind: 'line', line: { stream, text } }),
    (text) => tell({ kind: 'line', line: { stream: 'host', text } }),
  )
  process[stream].write = (
    chunk: string | Uint8Array,
    encoding?: BufferEncoding | ((fault?: Error | null) => void),
    done?: (fault?: Error | null) => void,
  ) => {
    lines.push(typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString('utf8'))
    const written = typeof encoding === 'function' ? encoding : done
    if (written) process.nextTick(written)
    return true
  }
  return lines
}
