import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Response } from '../../../../../src/contracts/functions'
import { ActionButton } from '../../../../components/ActionButton'
import { FactList } from '../../../../components/FactList'
import { FormField } from '../../../../components/FormField'
import { call } from '../../../../gateway/call'
import { openNext } from '../../../../navigation'
import { asButton, asHeading } from '../../../../platform/semantics'
import { useAction } from '../../../../useAction'

type Shop = Response<'people', 'entity.find'>
type Props = { shop: Shop | undefined; onFound: (shop: Shop) => void; onOther: () => void }

/** Finds the shop by the code on its licence, and shows which one it is. */
export function ShopFinder({ shop, onFound, onOther }: Props) {
  const [creditCode, setCreditCode] = useState('')
  const find = useAction(async () => {
    const answer = await call('people', 'entity.find', { creditCode })
    if (answer.ok) onFound(answer.value)
    return answer
  })

  if (shop)
    return (
      <View className="card">
        <View className="card-title" {...asHeading(2)}>
          {shop.name}
        </View>
        <FactList
          facts={[
            ['信用代码', shop.creditCode],
            ['所属地区', shop.unitName],
          ]}
        />
        <View className="text-button" {...asButton(onOther)}>
          不是这家，重新查找
        </View>
      </View>
    )
  return (
    <View>
      <View className="card">
        <View className="card-title" {...asHeading(2)}>
          先找到您的店
        </View>
        <FormField
          label="统一社会信用代码"
          value={creditCode}
          placeholder="营业执照上的 18 位代码"
          maximum={40}
          hint="在营业执照的右上方或左上方"
          onChange={setCreditCode}
        />
        <ActionButton label="查找店铺" action={find} />
      </View>
      <View className="text-button" {...asButton(() => openNext('/packages/merchant/pages/redeem/index'))}>
        工作人员给了认领码？在这里输入
      </View>
    </View>
  )
}
