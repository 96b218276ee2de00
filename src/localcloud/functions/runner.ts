import { writeSync } from 'node:fs'
import { Socket } from 'node:net'
import { FROM_HOST, FrameReader, frameOf, TO_HOST } from './channel'
import { keepEnvironmentInMemory } from './environment'
import { LineCutter } from './lines'
import type { HostMessage, RunnerMessage } from './messages'
import { framesOfRequest, numberRequests } from './requestStack'

/** The process of one function: loads the built bundle named in the arguments and answers invocations. */

type Main = (event: unknown, context: unknown) => unknown

const MAXIMUM_FAULT_CHARACTERS = 4000

const environment = keepEnvironmentInMemory()
const streams = [sendLines('stdout'), sendLines('stderr')]
numberRequests((JSON.parse(environment.TCB_CONTEXT_CNFG as string) as { URL: string }).URL)
const { main } = require(process.argv[2] as string) as { main?: Main }
tell({ kind: 'ready' })

let previousVariables: string[] = []
const frames = new FrameReader((message, text) => void take(message as HostMessage, text))
new Socket({ fd: FROM_HOST, readable: true, writable: false })
  .setEncoding('utf8')
  .on('data', (piece: string) => frames.push(piece))
  // The host is gone: nobody is left to answer.
  .on('close', () => process.exit(0))

async function take(message: HostMessage, text: string): Promise<void> {
  if (message.kind === 'stackOf') {
    const { requestNumber } = message
    return tell({ kind: 'stack', requestNumber, frames: framesOfRequest(requestNumber) })
  }
  const { context, variables } = message
  for (const name of previousVariables) delete environment[name]
  previousVariables = Object.keys(variables)
  Object.assign(environment, variables)
  const [answer, resultText] = await run(text, context)
  for (const lines of streams) lines.finish()
  tell(answer, resultText)
}

/** Writes at once, so that what is told just before the process ends arrives. */
function tell(message: RunnerMessage, text?: string): void {
  const bytes = Buffer.from(frameOf(message, text))
  for (let written = 0; written < bytes.length; ) written += writeSync(TO_HOST, bytes, written)
}

async function run(
  eventText: string,
  context: unknown,
): Promise<[answer: RunnerMessage, resultText?: string]> {
  try {
    if (typeof main !== 'function') throw new Error('index.js exports no function main')
    const result = await main(JSON.parse(eventText), context)
    return [{ kind: 'result' }, JSON.stringify(result)]
  } catch (fault) {
    const text = fault instanceof Error ? (fault.stack ?? fault.message) : String(fault)
    return [{ kind: 'fault', fault: text.slice(0, MAXIMUM_FAULT_CHARACTERS) }]
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
