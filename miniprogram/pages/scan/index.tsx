import { Button } from '@nutui/nutui-react-taro'
import { View } from '@tarojs/components'
export default function Page() {
  return (
    <View>
      <Button type="primary">scan</Button>
    </View>
  )
}
