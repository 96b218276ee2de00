import { View } from '@tarojs/components'
import { useState } from 'react'
import { callError } from '../../../../../src/contracts/errors'
import type { CallAnswer, Response } from '../../../../../src/contracts/functions'
import type { IntakeView } from '../../../../../src/contracts/intake'
import { INTAKE_FILES } from '../../../../../src/domain/retention'
import { ActionButton } from '../../../../components/ActionButton'
import { call } from '../../../../gateway/call'
import { saveParts } from '../../../../platform/saveParts'
import { asStatus } from '../../../../platform/semantics'
import { useAction } from '../../../../useAction'

/** Hands the file with its two columns more to the person, put together from its parts. */
export function ResultButton({ intake }: { intake: IntakeView }) {
  const [note, setNote] = useState('')
  const saving = useAction(async () => {
    setNote('')
    const links = await linksOf(intake.id)
    if (!links.ok) return links
    const urls = links.value
    const isWhole = await saveParts(`处理结果-${nameOf(intake)}.csv`, urls, (count) =>
      setNote(urls.length > 1 ? `已下载 ${Math.floor((100 * count) / urls.length)}%` : ''),
    )
    setNote('')
    return isWhole ? { ok: true, value: undefined } : { ok: false, error: callError('INTAKE_RESULT_MISSING') }
  })
  return (
    <View>
      <ActionButton label="下载处理结果" type="default" action={saving} />
      <View {...asStatus()}>{note}</View>
      <View className="intake-note">{`文件办结后，处理结果保留 ${INTAKE_FILES.result.days} 天。`}</View>
    </View>
  )
}

type Links = CallAnswer<Response<'intake', 'file.result'>>

async function linksOf(intakeId: string): Promise<CallAnswer<string[]>> {
  const urls: string[] = []
  for (let fromChunk: number | null = 0; fromChunk !== null; ) {
    const answer: Links = await call('intake', 'file.result', { intakeId, fromChunk })
    if (!answer.ok) return answer
    urls.push(...answer.value.urls)
    fromChunk = answer.value.nextChunk
  }
  return { ok: true, value: urls }
}

/** The file's name without its ending and without what file systems do not take. */
function nameOf({ fileName }: IntakeView): string {
  return fileName.replace(/\.[^.]*$/, '').replace(/[\\/:*?"<>|]/g, '_')
}
