import { useLoad } from '@tarojs/taro'
import { useState } from 'react'
import { type CallError, callError, mayPass } from '../../../../../src/contracts/errors'
import type { Response } from '../../../../../src/contracts/functions'
import type { GrantView } from '../../../../../src/contracts/people'
import { call } from '../../../../gateway/call'
import { type Scanned, understandScanned } from '../../../../plaqueInput'

/** An invitation as the person reads it. */
export type Invited = Response<'people', 'invitation.read'>

/** What the page has to show. `nobody`: a browser, where no WeChat identity is known. */
export type InvitationPageView =
  | { state: 'loading' }
  | { state: 'nobody' }
  | { state: 'failed'; failure: CallError }
  | { state: 'invited'; token: string; invitation: Invited }
  | { state: 'accepted'; grant: GrantView }

/** Reads the invitation that the page was opened for. */
export function useInvitation(): {
  view: InvitationPageView
  read: () => Promise<void>
  accepted: (grant: GrantView) => void
} {
  const [scanned, setScanned] = useState<Scanned>({})
  const [view, setView] = useState<InvitationPageView>({ state: 'loading' })
  async function show(opened: Scanned) {
    setView({ state: 'loading' })
    setView(await readView(opened))
  }
  useLoad(({ q, scene }: Scanned) => {
    setScanned({ q, scene })
    show({ q, scene })
  })
  return {
    view,
    read: () => show(scanned),
    accepted: (grant) => setView({ state: 'accepted', grant }),
  }
}

async function readView(scanned: Scanned): Promise<InvitationPageView> {
  const link = await understandScanned(scanned)
  if (!link.ok && mayPass(link.error.code)) return { state: 'failed', failure: callError(link.error.code) }
  if (!link.ok || link.value.kind !== 'invitation')
    return { state: 'failed', failure: callError('INVITATION_UNKNOWN') }
  const { token } = link.value
  const answer = await call('people', 'invitation.read', { token })
  if (answer.ok) return { state: 'invited', token, invitation: answer.value }
  const { error } = answer
  return error.code === 'SIGN_IN_NEEDED' ? { state: 'nobody' } : { state: 'failed', failure: error }
}
