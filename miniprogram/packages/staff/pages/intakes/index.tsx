import { Button } from '@nutui/nutui-react-taro'
import { View } from '@tarojs/components'
import { useDidShow } from '@tarojs/taro'
import { useState } from 'react'
import { PagedList } from '../../../../components/PagedList'
import { Screen } from '../../../../components/Screen'
import { call } from '../../../../gateway/call'
import { openNext } from '../../../../navigation'
import { asButton } from '../../../../platform/semantics'
import { IntakeEntry } from './IntakeEntry'
import './index.scss'

/** The files that were handed over within reach, newest first, and the way to hand over another. */
export default function IntakesPage() {
  /** One more with each time on screen, so that the list asks anew. */
  const [shown, setShown] = useState(0)
  useDidShow(() => setShown((before) => before + 1))
  return (
    <Screen title="归集文件" isWide>
      <View className="intakes-ways">
        <Button
          className="intakes-way"
          type="primary"
          size="xlarge"
          block
          {...asButton(() => openNext('/packages/staff/pages/intakeNew/index'))}
        >
          上传新文件
        </Button>
        <Button
          className="intakes-way"
          size="xlarge"
          block
          {...asButton(() => openNext('/packages/staff/pages/held/index'))}
        >
          待处理的行
        </Button>
      </View>
      {shown > 0 && (
        <PagedList
          key={shown}
          load={(cursor) => call('intake', 'file.list', { cursor })}
          keyOf={({ id }) => id}
          show={(intake) => <IntakeEntry intake={intake} />}
          empty="还没有上传过文件。点“上传新文件”，选好类别后可以先下载模板。"
        />
      )}
    </Screen>
  )
}
