import type { PendingWork } from './pendingWork'

/** The timers of one app. */
export type Timers = ReturnType<typeof trackedTimers>

/** Timers that count as work under way; all of them end with `stop`. What their functions throw goes to `onFault`. */
export function trackedTimers(work: PendingWork, onFault: (fault: unknown) => void) {
  const open = new Map<NodeJS.Timeout, () => void>()
  const forget = (timer: NodeJS.Timeout | undefined) => {
    if (!timer) return
    clearTimeout(timer)
    open.get(timer)?.()
    open.delete(timer)
  }
  const run = (act: (...values: unknown[]) => void, values: unknown[]) => {
    try {
      act(...values)
    } catch (fault) {
      onFault(fault)
    }
  }
  const setTimer = (act: (...values: unknown[]) => void, delayMs = 0, ...values: unknown[]) => {
    const timer = setTimeout(() => {
      run(act, values)
      forget(timer)
    }, delayMs)
    open.set(timer, work.begin(`a timer of ${delayMs} ms`))
    return timer
  }
  const setRepeated = (act: (...values: unknown[]) => void, delayMs = 0, ...values: unknown[]) => {
    const timer = setInterval(() => run(act, values), delayMs)
    open.set(timer, work.begin(`a repeated timer of ${delayMs} ms`))
    return timer
  }
  return {
    setTimeout: setTimer,
    clearTimeout: forget,
    setInterval: setRepeated,
    clearInterval: forget,
    stop: () => {
      for (const timer of [...open.keys()]) forget(timer)
    },
  }
}
