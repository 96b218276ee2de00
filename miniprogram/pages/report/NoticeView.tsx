import { Button } from '@nutui/nutui-react-taro'
import { View } from '@tarojs/components'
import { CITY_OFFICE } from '../../../src/domain/cityOffice'
import { formatPlaqueNumber } from '../../../src/domain/plaqueNumber'
import { Icon } from '../../components/Icon'
import { goHome } from '../../navigation'
import { OfficeCall } from '../../platform/OfficeCall'
import { scanPlaque } from '../../platform/scan'
import { asButton, asHeading } from '../../platform/semantics'
import { type NoticeAction, type NoticeFacts, type NoticeKey, noticeOf } from './notices'
import './NoticeView.scss'

type Act = { label: string; act: () => void }

/** The page in place of a report: what it means and what to do next. */
export function NoticeView(props: { noticeKey: NoticeKey; facts: NoticeFacts; retry: () => void }) {
  const { noticeKey, facts, retry } = props
  const { kind, icon, title, lead, more, next, actions } = noticeOf(noticeKey)
  const acts: Record<Exclude<NoticeAction, 'callOffice'>, Act> = {
    scan: { label: '再扫一次', act: scanPlaque },
    retry: { label: '重试', act: retry },
    home: { label: '回首页，输入编号', act: goHome },
  }

  return (
    <View className={`notice notice-${kind}`}>
      <View className="notice-face">
        <Icon name={icon} />
      </View>
      <View className="notice-title" {...asHeading(2)}>
        {title}
      </View>
      {facts.number && <View className="notice-number">标牌编号 {formatPlaqueNumber(facts.number)}</View>}
      <View className="notice-lead">{lead ? lead(facts) : facts.message}</View>
      {more && <View className="notice-more">{more(facts)}</View>}
      <View className="notice-next">
        <View className="notice-next-title" {...asHeading(3)}>
          接下来可以
        </View>
        {next.map((step) => (
          <View key={step} className="notice-step">
            {step}
          </View>
        ))}
      </View>
      {actions.map((action, index) => (
        <View key={action} className="notice-action">
          {action === 'callOffice' ? (
            <OfficeCall label={`致电市诚信办 ${CITY_OFFICE.phoneNumber}`} />
          ) : (
            <Button
              type={index === 0 ? 'primary' : 'default'}
              size="xlarge"
              block
              {...asButton(acts[action].act)}
            >
              {acts[action].label}
            </Button>
          )}
        </View>
      ))}
    </View>
  )
}
