import { View } from '@tarojs/components'
import { useState } from 'react'
import { normaliseCreditCode } from '../../../../../src/domain/creditCode'
import { ActionButton } from '../../../../components/ActionButton'
import { FormField } from '../../../../components/FormField'
import { call } from '../../../../gateway/call'
import { asButton } from '../../../../platform/semantics'
import { useAction } from '../../../../useAction'
import { EntityFinder } from '../../EntityFinder'

/** An entity of the registry, as the person has seen it. */
export type NamedEntity = { creditCode: string; name: string }

type Props = {
  /** The row names none; otherwise the person may name another. */
  isNeeded: boolean
  entity: NamedEntity | undefined
  onChange: (entity: NamedEntity | undefined) => void
}

/** Which entity the row is of: found by the beginning of its name, or by its whole code. */
export function EntityChoice({ isNeeded, entity, onChange }: Props) {
  const [typed, setTyped] = useState('')
  const [search, setSearch] = useState('')
  const [wasEmpty, setWasEmpty] = useState(false)
  const finding = useAction(async () => {
    const text = typed.trim()
    setWasEmpty(text === '')
    if (!isCode(text)) {
      setSearch(text)
      return { ok: true, value: undefined }
    }
    return findByCode(text)
  })
  async function findByCode(creditCode: string) {
    const answer = await call('people', 'entity.find', { creditCode })
    if (answer.ok) onChange({ creditCode: answer.value.creditCode, name: answer.value.name })
    // It cannot join any more, but what was decided about it is still recorded.
    const isClosed = !answer.ok && answer.error.code === 'ENTITY_CLOSED'
    if (isClosed) onChange({ creditCode: normaliseCreditCode(creditCode), name: '已注销或被吊销的主体' })
    return isClosed ? { ok: true as const, value: undefined } : answer
  }

  if (entity)
    return (
      <View>
        <View className="held-entity">{`入库到：${entity.name}`}</View>
        <View className="held-note">{entity.creditCode}</View>
        <View className="text-button held-all" {...asButton(() => onChange(undefined))}>
          换一家
        </View>
      </View>
    )
  return (
    <View>
      <FormField
        label={isNeeded ? '对应的主体（入库必须选定）' : '换成别的主体（不换就不用填）'}
        value={typed}
        placeholder="18 位信用代码，或名称的开头"
        failure={wasEmpty && typed.trim() === '' ? '请先输入信用代码，或名称的开头' : ''}
        maximum={60}
        onChange={setTyped}
      />
      <ActionButton label="查找主体" type="default" action={finding} />
      {search !== '' && (
        <EntityFinder
          key={search}
          search={search}
          onChosen={(creditCode, name) => onChange({ creditCode, name })}
        />
      )}
    </View>
  )
}

/** What is no whole code is the beginning of a name. */
function isCode(text: string): boolean {
  return /^[0-9A-Za-z]{18}$/.test(text)
}
