import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Response } from '../../../../../src/contracts/functions'
import {
  type CaseState,
  caseStateName,
  correctableFields,
  needsNextStep,
} from '../../../../../src/domain/caseStates'
import { recordKind } from '../../../../../src/domain/recordKinds'
import { ActionButton } from '../../../../components/ActionButton'
import { FormField } from '../../../../components/FormField'
import { call } from '../../../../gateway/call'
import { asChoice, asHeading } from '../../../../platform/semantics'
import { useAction } from '../../../../useAction'
import './index.scss'

type Props = { whole: Response<'cases', 'case.read'>; onDecided: () => void }

/** What the case ends with; a correction says field by field what is right. */
export function Decision({ whole, onDecided }: Props) {
  const { outcomes, record } = whole
  const { id: caseId, kind } = whole.case
  const [outcome, setOutcome] = useState<CaseState>()
  const [reason, setReason] = useState('')
  const [nextStep, setNextStep] = useState('')
  const [corrections, setCorrections] = useState<Record<string, string>>({})
  const decide = useAction(async () => {
    if (!outcome) return { ok: true, value: undefined }
    const answer = await call('cases', 'case.decide', {
      caseId,
      outcome,
      reason,
      nextStep: needsNextStep(outcome) ? nextStep : null,
      corrections,
    })
    if (answer.ok) onDecided()
    return answer
  })
  const kindOfRecord = record ? recordKind(record.kind) : undefined
  const fields = kindOfRecord ? correctableFields(kindOfRecord) : []
  return (
    <View className="card">
      <View className="card-title" {...asHeading(2)}>
        您的决定
      </View>
      <View className="case-outcomes">
        {outcomes.map((one) => (
          <View
            key={one}
            className={one === outcome ? 'case-outcome case-outcome-chosen' : 'case-outcome'}
            {...asChoice(() => setOutcome(one), one === outcome)}
          >
            {caseStateName(kind, one)}
          </View>
        ))}
      </View>
      {outcome === 'corrected' &&
        fields.map(({ name, label, long }) => (
          <FormField
            key={name}
            label={`更正：${label}`}
            value={corrections[name] ?? record?.values[name] ?? ''}
            placeholder={`${label}（正确的内容）`}
            isLong={long}
            maximum={5000}
            onChange={(value) => setCorrections((before) => ({ ...before, [name]: value }))}
          />
        ))}
      <FormField
        label="答复和理由（必填）"
        value={reason}
        placeholder="例如：经核对原决定书……"
        hint="提交人会看到，请不要写个人号码"
        isLong
        onChange={setReason}
      />
      {outcome && needsNextStep(outcome) && (
        <FormField
          label="提交人下一步可以怎么办（必填）"
          value={nextStep}
          placeholder="例如：补齐缴款凭证后可以再次申请；也可以依法申请行政复议"
          hint="提交人会看到，请不要写个人号码"
          isLong
          onChange={setNextStep}
        />
      )}
      {outcome && (
        <ActionButton
          label={`决定：${caseStateName(kind, outcome)}`}
          confirmLabel="再点一次，作出决定"
          action={decide}
        />
      )}
    </View>
  )
}
