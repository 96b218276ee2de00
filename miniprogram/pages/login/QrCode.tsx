import { View } from '@tarojs/components'
import { loginLink } from '../../../src/domain/scannedLink'
import { QrPicture } from '../../components/QrPicture'
import { useCityMode } from '../../useCityMode'

type Props = { loginId: string; isOver: boolean }

/** The QR that the phone scans. In a demo, which no phone can reach, its link opens in another tab. */
export function QrCode({ loginId, isOver }: Props) {
  const link = loginLink(window.location.origin, loginId)
  const isDemo = useCityMode() === 'demo'
  return (
    <View>
      <View className={isOver ? 'login-qr login-qr-over' : 'login-qr'}>
        <QrPicture link={link} label="登录二维码" />
      </View>
      {isDemo && !isOver && (
        <a className="text-button" href={link} target="_blank" rel="noopener noreferrer">
          演示：在另一个标签页里扮演手机
        </a>
      )}
    </View>
  )
}
