import { EventEmitter } from 'node:events'

/** No app of ours works longer than this without a pause; beyond it something hangs. */
const PATIENCE_MS = 15_000

/**
 * What an app has under way: timers, frames and calls. A test waits for it to come to rest by the work itself, never
 * by a fixed time.
 */
export class PendingWork {
  private readonly names = new Map<symbol, string>()
  private readonly changes = new EventEmitter()

  /** Something has begun; the returned function says that it has ended. */
  begin(name: string): () => void {
    const key = Symbol(name)
    this.names.set(key, name)
    return () => {
      this.names.delete(key)
      this.changes.emit('change')
    }
  }

  /** Resolves when nothing is under way, what follows from the last answer included. Throws when it never ends. */
  async atRest(): Promise<void> {
    let isOver = false
    const patience = setTimeout(() => {
      isOver = true
      this.changes.emit('change')
    }, PATIENCE_MS)
    try {
      do {
        if (isOver) throw new Error(`the app does not come to rest: ${[...this.names.values()].join(', ')}`)
        if (this.names.size > 0) await new Promise((resolve) => this.changes.once('change', resolve))
        // Promises run out before the next turn of the event loop; they may begin something new.
        await new Promise((resolve) => setImmediate(resolve))
      } while (this.names.size > 0)
    } finally {
      clearTimeout(patience)
    }
  }
}
