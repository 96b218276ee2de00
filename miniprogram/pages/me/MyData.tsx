import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Response } from '../../../src/contracts/functions'
import type { MeReadResponse } from '../../../src/contracts/people'
import { shanghaiDate } from '../../../src/domain/calendar'
import { RETENTION, type RetentionKind } from '../../../src/domain/retention'
import { ActionButton } from '../../components/ActionButton'
import { call } from '../../gateway/call'
import { saveTextFile } from '../../platform/saveTextFile'
import { asHeading, asStatus } from '../../platform/semantics'
import { useAction } from '../../useAction'

type Props = { me: MeReadResponse; reload: () => Promise<void> }

/** What is kept of the person: taken away as a file, or deleted where no law holds it. */
export function MyData({ me, reload }: Props) {
  const [outcome, setOutcome] = useState('')
  const exporting = useAction(async () => {
    const answer = await call('people', 'me.export', {})
    if (answer.ok) await saveTextFile(answer.value.fileName, answer.value.text)
    return answer
  })
  const deleting = useAction(async () => {
    const answer = await call('people', 'me.delete', { confirm: true })
    if (!answer.ok) return answer
    setOutcome(keptWords(answer.value.kept))
    await reload()
    return answer
  })
  const isKnown = me.name !== null || me.maskedPhone !== null || me.grants.length > 0 || me.claims.length > 0

  if (!isKnown && outcome === '') return null
  return (
    <View className="card">
      <View className="card-title" {...asHeading(2)}>
        我的信息
      </View>
      <View>平台留有的、关于您的信息，您可以带走一份，也可以要求删除。法律要求保存的，到期后自动删除。</View>
      <ActionButton label="导出我的信息" action={exporting} type="default" />
      <ActionButton
        label="删除我的信息"
        confirmLabel="再点一次，删除我的信息"
        action={deleting}
        type="default"
      />
      <View {...asStatus()}>{outcome}</View>
    </View>
  )
}

function keptWords(kept: Response<'people', 'me.delete'>['kept']): string {
  if (kept.length === 0) return '已删除，平台不再留有您的信息。'
  const items = kept.map(({ kind, until }) => {
    const { what, since, days } = RETENTION[kind as RetentionKind]
    return `${what}（${until === null ? `${since}后 ${days} 天` : `到 ${shanghaiDate(until)}`}）`
  })
  return `已删除可以删除的信息。依法还要保存：${items.join('；')}。`
}
