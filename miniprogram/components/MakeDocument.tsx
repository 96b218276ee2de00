import { View } from '@tarojs/components'
import { useState } from 'react'
import type { CallAnswer, Response } from '../../src/contracts/functions'
import { saveDocument } from '../platform/saveDocument'
import { asStatus } from '../platform/semantics'
import { useAction } from '../useAction'
import { ActionButton } from './ActionButton'

type Made = Response<'document', 'report.make'>

/** The button that makes a report document and hands it over. */
export function MakeDocument({ make }: { make: () => Promise<CallAnswer<Made>> }) {
  const [made, setMade] = useState<Made>()
  const action = useAction(async () => {
    const answer = await make()
    if (!answer.ok) return answer
    await saveDocument(`公共信用信息报告-${answer.value.number}.pdf`, answer.value.pdf)
    setMade(answer.value)
    return answer
  })
  return (
    <View>
      <ActionButton label="生成报告文件" action={action} type="default" />
      <View {...asStatus()}>
        {made &&
          `已生成，报告编号 ${made.number}，查验码 ${made.checkCode}。收到的人扫文件上的二维码可以查验。`}
      </View>
    </View>
  )
}
