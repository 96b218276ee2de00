import { View } from '@tarojs/components'
import { useState } from 'react'
import type { Response } from '../../../../../src/contracts/functions'
import { Screen } from '../../../../components/Screen'
import { ClaimForm } from './ClaimForm'
import { ClaimSent } from './ClaimSent'
import { ShopFinder } from './ShopFinder'
import './index.scss'

/** Somebody claims a shop: find it, say who one is, agree, send. */
export default function ClaimPage() {
  const [shop, setShop] = useState<Response<'people', 'entity.find'>>()
  const [sent, setSent] = useState<Response<'people', 'claim.submit'>>()
  return (
    <Screen title="认领店铺">
      {sent ? (
        <ClaimSent sent={sent} />
      ) : (
        <View>
          <ShopFinder shop={shop} onFound={setShop} onOther={() => setShop(undefined)} />
          {shop && <ClaimForm shop={shop} onSent={setSent} />}
        </View>
      )}
    </Screen>
  )
}
