import { Button } from '@nutui/nutui-react-taro'
import { View } from '@tarojs/components'
import { Icon } from '../../components/Icon'
import { PlaqueEntry } from '../../components/PlaqueEntry'
import { Screen } from '../../components/Screen'
import { openNext } from '../../navigation'
import { scanPlaque } from '../../platform/scan'
import { asButton, asHeading } from '../../platform/semantics'
import { RecentList } from './RecentList'
import './index.scss'

/** The first page: scan, or type, or read again. */
export default function HomePage() {
  return (
    <Screen title="码上诚信">
      <View className="home-hero">
        <View className="home-title" {...asHeading(2)}>
          扫一扫店里的诚信标牌
        </View>
        <View className="home-lead">看清这家店的公共信用信息</View>
        <Button className="home-scan" type="primary" size="xlarge" block {...asButton(scanPlaque)}>
          <View className="home-scan-face">
            <Icon name="scan" />
            扫描标牌
          </View>
        </Button>
      </View>
      <View className="card">
        <PlaqueEntry />
      </View>
      <RecentList />
      <View className="card home-people">
        <View className="card-title" {...asHeading(2)}>
          商家和工作人员
        </View>
        <View className="home-lead">认领自己的店、接受邀请、办理工作</View>
        <Button className="home-me" size="xlarge" block {...asButton(() => openNext('/pages/me/index'))}>
          进入“我的”
        </Button>
      </View>
      <View className="card home-about">
        <View className="card-title" {...asHeading(2)}>
          关于标牌
        </View>
        <View className="home-sentence">
          标牌上的二维码连着一家市场主体的公共信用信息，还有它自己填报的内容和作出的承诺。
        </View>
        <View className="home-sentence">参加全凭自愿，不收任何费用，市场主体可以随时退出。</View>
        <View className="home-sentence">它不是营业执照，也不是评级：只如实展示信息，不打分、不排名。</View>
      </View>
    </Screen>
  )
}
