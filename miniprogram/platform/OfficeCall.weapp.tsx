import { Button } from '@nutui/nutui-react-taro'
import Taro from '@tarojs/taro'
import { CITY_OFFICE } from '../../src/domain/cityOffice'
import { asButton } from './semantics'

/** Rings the city office; WeChat asks before it dials, and declining is no fault. */
export const OfficeCall: typeof import('./OfficeCall.h5').OfficeCall = ({ label }) => (
  <Button className="office-call" size="xlarge" block {...asButton(callCityOffice)}>
    {label}
  </Button>
)

function callCityOffice(): void {
  Taro.makePhoneCall({ phoneNumber: CITY_OFFICE.phoneNumber }).catch((refusal: { errMsg?: string }) =>
    console.warn(refusal.errMsg),
  )
}
