import { useEffect, useState } from 'react'
import type { CallAnswer, Response } from '../../../src/contracts/functions'
import { call } from '../../gateway/call'

/** What the desktop shows: the QR in every state but the first two, since a person may still look at it. */
export type LoginView =
  | { state: 'loading' }
  | { state: 'failed'; message: string }
  | ({ state: 'waiting' | 'scanned' | 'refused' | 'expired'; maskedName: string | null } & Waiting)

type Waiting = { login: Response<'people', 'login.begin'> }

const ASK_EVERY_MS = 2000

/**
 * Begins a log-in and asks every two seconds whether the phone has answered; `onToken` gets the session's token. What
 * fails on the way, such as a network that is gone for a moment, is asked again; `again` begins anew.
 */
export function useDesktopLogin(onToken: (token: string) => void): { view: LoginView; again: () => void } {
  const [view, setView] = useState<LoginView>({ state: 'loading' })
  const [attempt, setAttempt] = useState(1)

  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt begins a new log-in, another callback does not.
  useEffect(() => {
    let isOpen = true
    let timer: ReturnType<typeof setTimeout> | undefined
    async function follow() {
      setView({ state: 'loading' })
      const begun = await call('people', 'login.begin', {})
      if (!isOpen) return
      if (!begun.ok) return setView({ state: 'failed', message: begun.error.message })
      const login = begun.value
      setView({ state: 'waiting', maskedName: null, login })
      const ask = async () => {
        const { loginId, secret } = login
        const answer = await call('people', 'login.collect', { loginId, secret })
        if (!isOpen) return
        const next = nextView(answer, { login }, onToken)
        if (next) setView(next)
        if (!next || next.state === 'waiting' || next.state === 'scanned')
          timer = setTimeout(ask, ASK_EVERY_MS)
      }
      timer = setTimeout(ask, ASK_EVERY_MS)
    }
    follow()
    return () => {
      isOpen = false
      clearTimeout(timer)
    }
  }, [attempt])

  return { view, again: () => setAttempt(attempt + 1) }
}

/** Undefined: nothing is known now, ask again. */
function nextView(
  answer: CallAnswer<Response<'people', 'login.collect'>>,
  waiting: Waiting,
  onToken: (token: string) => void,
): LoginView | undefined {
  if (!answer.ok) {
    const { code, message } = answer.error
    const isPassing =
      code === 'NETWORK_UNREACHABLE' || code === 'TOO_MANY_REQUESTS' || code === 'SERVER_FAULT'
    return isPassing ? undefined : { state: 'failed', message }
  }
  if (answer.value.state === 'approved') {
    onToken(answer.value.token)
    return { state: 'loading' }
  }
  const maskedName = answer.value.state === 'scanned' ? answer.value.maskedName : null
  return { state: answer.value.state, maskedName, ...waiting }
}
