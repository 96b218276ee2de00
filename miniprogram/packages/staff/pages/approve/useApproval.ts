import { useDidShow, useLoad } from '@tarojs/taro'
import { useRef, useState } from 'react'
import { type CallError, callError } from '../../../../../src/contracts/errors'
import type { CallAnswer, Response } from '../../../../../src/contracts/functions'
import { call } from '../../../../gateway/call'
import { type Scanned, understandScanned } from '../../../../plaqueInput'
import { isSomebody } from '../../../../platform/session'

/** The desktop that waits, as the phone is told of it. */
export type WaitingDesktop = Response<'people', 'login.scan'> & { loginId: string }

/** Where the phone stands. `nobody`: a browser outside of WeChat. */
export type ApprovalView =
  | { state: 'loading' }
  | { state: 'nobody' }
  | { state: 'failed'; failure: CallError }
  | { state: 'asked'; desktop: WaitingDesktop }
  | { state: 'approved' }
  | { state: 'refused' }

/** Reads the QR that the page was opened with, and again when the person comes back from setting a PIN. */
export function useApproval() {
  const [view, setView] = useState<ApprovalView>({ state: 'loading' })
  const scanned = useRef<Scanned>({})
  const isOver = view.state === 'approved' || view.state === 'refused'

  async function scan() {
    if (!isSomebody()) return setView({ state: 'nobody' })
    const answer = await scanDesktop(scanned.current)
    setView(
      answer.ok ? { state: 'asked', desktop: answer.value } : { state: 'failed', failure: answer.error },
    )
  }
  useLoad(({ q }: Scanned) => {
    scanned.current = { q }
  })
  useDidShow(() => {
    if (!isOver) scan()
  })
  return { view, scan, finish: (state: 'approved' | 'refused') => setView({ state }) }
}

async function scanDesktop(scanned: Scanned): Promise<CallAnswer<WaitingDesktop>> {
  const link = await understandScanned(scanned)
  if (!link.ok && link.error.code === 'PLAQUE_LINK_OTHER_HOST')
    return { ok: false, error: callError('PLAQUE_LINK_OTHER_HOST') }
  if (!link.ok && 'message' in link.error) return { ok: false, error: link.error }
  if (!link.ok || link.value.kind !== 'login') return { ok: false, error: callError('LOGIN_UNKNOWN') }
  const { loginId } = link.value
  const answer = await call('people', 'login.scan', { loginId })
  return answer.ok ? { ok: true, value: { ...answer.value, loginId } } : answer
}
