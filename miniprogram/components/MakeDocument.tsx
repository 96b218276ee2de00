import { View } from '@tarojs/components'
import { useState } from 'react'
import type { CallAnswer, Response } from '../../src/contracts/functions'
import { saveDocument } from '../platform/saveDocument'
import { asStatus } from '../platform/semantics'
import { useAction } from '../useAction'
import { ActionButton } from './ActionButton'
import { FactList } from './FactList'
import './MakeDocument.scss'

type Made = Response<'document', 'report.make'>

/** The button that makes a report document and hands it over. */
export function MakeDocument({ make }: { make: () => Promise<CallAnswer<Made>> }) {
  const [made, setMade] = useState<Made>()
  const action = useAction(async () => {
    const answer = await make()
    if (!answer.ok) return answer
    await saveDocument(`公共信用信息报告-${answer.value.number}.pdf`, 'pdf', answer.value.pdf)
    setMade(answer.value)
    return answer
  })
  return (
    <View className="make-document">
      <ActionButton label="生成报告文件" action={action} type="default" />
      <View {...asStatus()}>
        {made && (
          <View className="make-document-made">
            <View>已生成。收到的人扫文件封面上的二维码，可以查验真伪。</View>
            <FactList
              facts={[
                ['报告编号', made.number],
                ['查验码', made.checkCode],
              ]}
            />
          </View>
        )}
      </View>
    </View>
  )
}
