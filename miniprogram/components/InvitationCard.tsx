import { View } from '@tarojs/components'
import { useEffect, useState } from 'react'
import { shanghaiDateTime } from '../../src/domain/calendar'
import { invitationLink } from '../../src/domain/scannedLink'
import { readCity } from '../gateway/city'
import { ownOrigins } from '../platform/ownOrigins'
import { ShareLink } from '../platform/ShareLink'
import { asAlert, asHeading } from '../platform/semantics'
import './InvitationCard.scss'
import { QrPicture } from './QrPicture'

type Props = {
  /** What the other person is invited to, such as 店铺管理员. */
  title: string
  token: string
  expiresAt: number
}

/** An invitation to hand to somebody: to be scanned from this screen, or sent. It is shown once. */
export function InvitationCard({ title, token, expiresAt }: Props) {
  const { origin, failure } = useOrigin()
  if (failure !== '')
    return (
      <View className="card invitation-failure" {...asAlert()}>
        {failure}
      </View>
    )
  if (origin === '') return null
  const link = invitationLink(origin, token)
  return (
    <View className="card invitation-card">
      <View className="card-title" {...asHeading(2)}>
        {title}
      </View>
      <View className="invitation-text">请对方用微信扫这个二维码：</View>
      <QrPicture link={link} label={`邀请二维码：${title}`} />
      <View className="invitation-text">{`${shanghaiDateTime(expiresAt)} 前有效，只能用一次。离开这一页后不再显示。`}</View>
      <ShareLink title={title} link={link} page="/packages/staff/pages/invitation/index" />
    </View>
  )
}

/** The origin of the links that others open: the browser's own, or what the city says. */
function useOrigin(): { origin: string; failure: string } {
  const [own = ''] = ownOrigins()
  const [state, setState] = useState({ origin: own, failure: '' })
  useEffect(() => {
    if (own !== '') return
    let isOpen = true
    readCity().then((city) => {
      if (!isOpen) return
      if (city.ok) setState({ origin: city.value.plaqueOrigins[0] ?? '', failure: '' })
      else setState({ origin: '', failure: city.error.message })
    })
    return () => {
      isOpen = false
    }
  }, [own])
  return state
}
