import { useState } from 'react'
import type { CallAnswer } from '../src/contracts/functions'

/** An action that a person has begun: whether it is under way, and in words why it did not come about. */
export type ActionState = { isBusy: boolean; failure: string; run: () => Promise<void> }

/**
 * Does something once at a time. `act` asks the server and goes on with what it answers; the message of a failure is kept
 * to be shown until the next try. A second tap while it is under way does nothing.
 */
export function useAction(act: () => Promise<CallAnswer<unknown>>): ActionState {
  const [isBusy, setBusy] = useState(false)
  const [failure, setFailure] = useState('')
  async function run() {
    if (isBusy) return
    setBusy(true)
    setFailure('')
    try {
      const answer = await act()
      if (!answer.ok) setFailure(answer.error.message)
    } finally {
      setBusy(false)
    }
  }
  return { isBusy, failure, run }
}
