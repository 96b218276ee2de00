import { ActionButton } from '../../../../components/ActionButton'
import { call } from '../../../../gateway/call'
import { saveDocument } from '../../../../platform/saveDocument'
import { useAction } from '../../../../useAction'

/** Hands the empty form of a kind to the person. */
export function TemplateButton({ kind }: { kind: string }) {
  const making = useAction(async () => {
    const answer = await call('intake', 'template.make', { kind })
    if (answer.ok) await saveDocument(answer.value.fileName, 'xlsx', answer.value.xlsx)
    return answer
  })
  return <ActionButton label="下载这一类的模板" type="default" action={making} />
}
