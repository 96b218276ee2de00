import { type ChildProcess, fork } from 'node:child_process'
import { WireError } from '../wire/errors'
import type { Invocation, InvocationAnswer } from './messages'

/** How a function's processes are started. */
export type InstanceOptions = {
  name: string
  /** The built bundle, `index.js`. */
  bundle: string
  /** The compiled `functions/runner`. */
  runner: string
  /** The whole environment of the process; nothing is inherited. */
  environment: Record<string, string>
  timeLimitMs: number
  memoryLimitMb: number
}

/** One process of one function. It takes one invocation at a time; when it dies or is stopped, `isAlive` turns false. */
export class Instance {
  isAlive = true
  private readonly child: ChildProcess

  constructor(private readonly options: InstanceOptions) {
    this.child = fork(options.runner, [options.bundle], {
      env: options.environment,
      execArgv: [`--max-old-space-size=${options.memoryLimitMb}`],
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    this.child.once('exit', () => {
      this.isAlive = false
    })
    this.child.on('error', (fault) => console.error(`function ${options.name}: ${fault.message}`))
  }

  /** Resolves with what `main` returned. Throws WireError when it threw, took too long, or the process died. */
  invoke(invocation: Invocation): Promise<unknown> {
    const { name, timeLimitMs } = this.options
    return new Promise((resolve, reject) => {
      const settle = (action: () => void) => {
        clearTimeout(timer)
        this.child.off('message', onMessage).off('exit', onExit)
        action()
      }
      const fail = (message: string) =>
        settle(() => reject(new WireError('FUNCTION_INVOCATION_FAILED', message)))
      const onMessage = (answer: InvocationAnswer) => {
        // JSON has no undefined: a `main` that returns nothing answers with neither field.
        if (!('fault' in answer)) return settle(() => resolve('result' in answer ? answer.result : undefined))
        console.error(`function ${name} threw: ${answer.fault}`)
        fail(`${name} threw`)
      }
      const onExit = () => fail(`the process of ${name} ended`)
      const timer = setTimeout(() => {
        this.stop()
        settle(() =>
          reject(new WireError('FUNCTION_TIME_LIMIT_EXCEEDED', `${name} took longer than ${timeLimitMs} ms`)),
        )
      }, timeLimitMs)
      this.child.on('message', onMessage).on('exit', onExit)
      // A process that has just ended refuses the message; `exit` follows.
      this.child.send(invocation, (fault) => fault && onExit())
    })
  }

  /** Ends the process at once. */
  stop(): void {
    this.isAlive = false
    this.child.kill('SIGKILL')
  }
}
