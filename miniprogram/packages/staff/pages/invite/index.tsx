import type { GrantView } from '../../../../../src/contracts/people'
import { Awaited } from '../../../../components/Awaited'
import { Screen } from '../../../../components/Screen'
import { call } from '../../../../gateway/call'
import { useQuestion } from '../../../../useQuestion'
import { InviteForm } from './InviteForm'
import './index.scss'

/** A lead or the city office invites a colleague: the role, where it holds, and a QR that is shown once. */
export default function InvitePage() {
  const me = useQuestion(() => call('people', 'me.read', {}))
  return (
    <Screen title="邀请同事">
      <Awaited question={me} show={({ grants }) => <InviteForm own={actingOf(grants)} />} />
    </Screen>
  )
}

function actingOf(grants: readonly GrantView[]): GrantView[] {
  return grants.filter(({ suspendedAt }) => suspendedAt === null)
}
