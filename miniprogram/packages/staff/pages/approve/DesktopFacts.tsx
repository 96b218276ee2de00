import { shanghaiDateTime } from '../../../../../src/domain/calendar'
import { ROLE_NAMES } from '../../../../../src/domain/peopleWords'
import { FactList } from '../../../../components/FactList'
import type { WaitingDesktop } from './useApproval'

/** Where the log-in comes from and as whom it would be. */
export function DesktopFacts({ desktop }: { desktop: WaitingDesktop }) {
  const { device, maskedAddress, startedAt, name, grants } = desktop
  const roles = grants.map(({ role, placeName }) => [placeName, ROLE_NAMES[role]].filter(Boolean).join(' '))
  return (
    <FactList
      facts={[
        ['电脑', device],
        ['网络地址', maskedAddress],
        ['发起时间', shanghaiDateTime(startedAt)],
        ['登录身份', [name, ...new Set(roles)].filter(Boolean).join('，')],
      ]}
    />
  )
}
