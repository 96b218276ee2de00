import { Button } from '@nutui/nutui-react-taro'
import { View } from '@tarojs/components'
import { CITY_OFFICE } from '../../../src/domain/cityOffice'
import { goHome, openNext } from '../../navigation'
import { OfficeCall } from '../../platform/OfficeCall'
import { scanPlaque } from '../../platform/scan'
import { asButton, asHeading } from '../../platform/semantics'

const HELP: readonly { title: string; text: string }[] = [
  {
    title: '对内容有异议',
    text: '本店的人可以在“我的店铺”里对每条记录提出异议、作出说明；任何人看到错误，都可以点记录下面的“这条有误”告诉我们。也可以在“信用中国”网站办理信用信息异议申诉。',
  },
  {
    title: '修复信用信息',
    text: '已经纠正失信行为、履行完义务的，可以在“我的店铺”或“信用中国”网站申请信用修复；由作出认定的单位办理，修复后这里不再展示。办理不收费。',
  },
  {
    title: '举报假冒标牌',
    text: '标牌与店家不符、二维码被覆盖或调换的，请拍下标牌和编号，联系市诚信办。',
  },
]

/** How to object, to have a record repaired and to report a fake plaque; and what kind of report this is, by the standard's version. */
export function ReportFoot({ version, plaqueNumber }: { version: string; plaqueNumber: string }) {
  const tell = () => openNext(`/packages/reader/pages/mistake/index?number=${plaqueNumber}`)
  return (
    <View className="report-foot">
      <View className="card">
        <View className="card-title" {...asHeading(2)}>
          需要帮助
        </View>
        {HELP.map(({ title, text }) => (
          <View key={title} className="help">
            <View className="help-title" {...asHeading(3)}>
              {title}
            </View>
            <View className="help-text">{text}</View>
          </View>
        ))}
        <View className="text-button" {...asButton(tell)}>
          报告有误，我来告诉你们
        </View>
        <View className="office">{CITY_OFFICE.name}</View>
        <View className="office-action">
          <OfficeCall label={`拨打 ${CITY_OFFICE.phoneNumber}`} />
        </View>
      </View>
      <View className="report-note">
        <View className="report-note-title" {...asHeading(2)}>
          报告说明
        </View>
        <View>
          本报告如实展示归集到的公共信用信息，不编辑、不修改内容，不评分、不评级，不作为任何许可或担保的依据。
        </View>
        <View>
          {`报告依据：《公共信用信息报告标准》${version} 的章节与字段；行政处罚等信息按信用修复的规定公示和停止公示。`}
        </View>
      </View>
      <Button className="foot-action" type="primary" size="xlarge" block {...asButton(scanPlaque)}>
        再扫一块标牌
      </Button>
      <Button className="foot-action" size="xlarge" block {...asButton(goHome)}>
        回到首页
      </Button>
    </View>
  )
}
