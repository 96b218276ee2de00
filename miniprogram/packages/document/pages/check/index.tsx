import { Button } from '@nutui/nutui-react-taro'
import { View } from '@tarojs/components'
import { useLoad } from '@tarojs/taro'
import { useEffect, useState } from 'react'
import { ERROR_MESSAGES } from '../../../../../src/contracts/errors'
import type { Response } from '../../../../../src/contracts/functions'
import { Screen } from '../../../../components/Screen'
import { call } from '../../../../gateway/call'
import { type Scanned, understandScanned } from '../../../../plaqueInput'
import { asAlert, asButton } from '../../../../platform/semantics'
import { useAction } from '../../../../useAction'
import { CheckedView } from './CheckedView'
import { CheckForm, type Typed } from './CheckForm'
import './index.scss'

type Checked = Response<'document', 'document.check'>

/** Is this report genuine? Opened by the QR on a document, or by hand. */
export default function CheckPage() {
  const [typed, setTyped] = useState<Typed>({ number: '', checkCode: '' })
  const [scanned, setScanned] = useState<Typed>()
  const [linkFailure, setLinkFailure] = useState('')
  const [checked, setChecked] = useState<Checked>()
  const check = useAction(async () => {
    const answer = await call('document', 'document.check', typed)
    if (answer.ok) setChecked(answer.value)
    return answer
  })
  useLoad(async ({ q, scene }: Scanned) => {
    if (q === undefined && scene === undefined) return
    const link = await understandScanned({ q, scene })
    if (link.ok && link.value.kind === 'document') {
      const { number, checkCode } = link.value
      setTyped({ number, checkCode })
      setScanned({ number, checkCode })
    } else setLinkFailure(link.ok ? ERROR_MESSAGES.DOCUMENT_UNKNOWN.zh : ERROR_MESSAGES[link.error.code].zh)
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: what was scanned is checked once, without a tap.
  useEffect(() => {
    if (scanned) check.run()
  }, [scanned])
  const again = () => {
    setChecked(undefined)
    setTyped({ number: '', checkCode: '' })
  }

  return (
    <Screen title="查验报告">
      {linkFailure !== '' && (
        <View className="card" {...asAlert()}>
          {linkFailure}
        </View>
      )}
      {checked ? (
        <>
          <CheckedView checked={checked} />
          <View className="check-again">
            <Button size="xlarge" block {...asButton(again)}>
              查验另一份
            </Button>
          </View>
        </>
      ) : (
        <CheckForm typed={typed} onChange={setTyped} check={check} />
      )}
    </Screen>
  )
}
