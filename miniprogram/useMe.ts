import { useDidShow } from '@tarojs/taro'
import { useState } from 'react'
import type { MeReadResponse } from '../src/contracts/people'
import { call } from './gateway/call'
import { isSomebody } from './platform/session'

/** What is known of the person. `nobody`: a browser that nobody has signed in with. */
export type MeView =
  | { state: 'loading' }
  | { state: 'nobody' }
  | { state: 'failed'; message: string }
  | { state: 'somebody'; me: MeReadResponse }

/** Asks who the person is, each time the page is shown and on `reload`; what was known stays until the answer comes. */
export function useMe(): { view: MeView; reload: () => Promise<void> } {
  const [view, setView] = useState<MeView>({ state: 'loading' })
  const reload = async () => setView(await readMe())
  useDidShow(reload)
  return { view, reload }
}

async function readMe(): Promise<MeView> {
  if (!isSomebody()) return { state: 'nobody' }
  const answer = await call('people', 'me.read', {})
  if (answer.ok) return { state: 'somebody', me: answer.value }
  return answer.error.code === 'SIGN_IN_NEEDED'
    ? { state: 'nobody' }
    : { state: 'failed', message: answer.error.message }
}
