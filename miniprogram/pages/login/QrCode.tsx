import { View } from '@tarojs/components'
import { loginLink } from '../../../src/domain/scannedLink'
import { useCityMode } from '../../useCityMode'
import { useQrCode } from './useQrCode'

type Props = { loginId: string; isFaded: boolean }

/** The QR that the phone scans. In a demo, which no phone can reach, its link opens in another tab. */
export function QrCode({ loginId, isFaded }: Props) {
  const link = loginLink(window.location.origin, loginId)
  const picture = useQrCode(link)
  const isDemo = useCityMode() === 'demo'
  return (
    <View>
      <View className={isFaded ? 'login-qr login-qr-faded' : 'login-qr'}>
        {picture && <img className="login-qr-picture" src={picture} alt="登录二维码" />}
        {picture === null && <View>二维码没有显示出来，请刷新页面。</View>}
      </View>
      {isDemo && !isFaded && (
        <a className="text-button" href={link} target="_blank" rel="noopener noreferrer">
          演示：在另一个标签页里扮演手机
        </a>
      )}
    </View>
  )
}
