import { View } from '@tarojs/components'
import { useRouter } from '@tarojs/taro'
import type { Response } from '../../../../../src/contracts/functions'
import { shanghaiDateTime } from '../../../../../src/domain/calendar'
import { CLAIM_STATE_NAMES } from '../../../../../src/domain/peopleWords'
import { Awaited } from '../../../../components/Awaited'
import { FactList } from '../../../../components/FactList'
import { Screen } from '../../../../components/Screen'
import { call } from '../../../../gateway/call'
import { asHeading } from '../../../../platform/semantics'
import { useQuestion } from '../../../../useQuestion'
import { Decision } from './Decision'
import { SealedData } from './SealedData'
import './index.scss'

/** One claim, with the registry's data to hold it against, and the decision. */
export default function ClaimPage() {
  const { id = '' } = useRouter().params
  const question = useQuestion(() => call('people', 'claim.read', { claimId: id }))
  return (
    <Screen title="核对认领" isWide>
      <Awaited question={question} show={(value) => <Claim whole={value} onDecided={question.ask} />} />
    </Screen>
  )
}

type Props = { whole: Response<'people', 'claim.read'>; onDecided: () => void }

function Claim({ whole, onDecided }: Props) {
  const { claim, registry, owner, maskedPhone, decisionReason, isOwn } = whole
  return (
    <View>
      {claim.isDispute && (
        <View className="card claim-dispute">
          <View className="card-title" {...asHeading(2)}>
            有争议
          </View>
          <View className="claim-dispute-text">
            {owner
              ? `这家店现在由${owner.maskedName ?? '别人'}持有（自 ${shanghaiDateTime(owner.since)}）。如果通过，对方和其管理员的角色随即结束，并会看到您写的理由。`
              : '提交时这家店有店主，现在没有。'}
          </View>
        </View>
      )}
      <View className="claim-sides">
        <View className="card claim-side">
          <View className="card-title" {...asHeading(2)}>
            认领人说
          </View>
          <FactList
            facts={[
              ['店铺', claim.entityName],
              ['姓名', claim.maskedName],
              ['手机号', maskedPhone],
              ['提交时间', shanghaiDateTime(claim.submittedAt)],
              ['状态', CLAIM_STATE_NAMES[claim.state]],
              ['处理理由', decisionReason],
            ]}
          />
        </View>
        <View className="card claim-side">
          <View className="card-title" {...asHeading(2)}>
            登记机关的记录
          </View>
          <FactList
            facts={[
              ['名称', registry.name],
              ['信用代码', registry.creditCode],
              ['负责人', registry.legalRepresentative],
              ['类型', registry.entityKind],
              ['成立日期', registry.establishedOn],
              ['状态', registry.status && STATUS_NAMES[registry.status]],
              ['所属地区', registry.unitName],
              ['经营范围', registry.scope],
            ]}
          />
        </View>
      </View>
      <SealedData claimId={claim.id} />
      {claim.state === 'submitted' && <Decision whole={whole} isOwn={isOwn} onDecided={onDecided} />}
    </View>
  )
}

const STATUS_NAMES = { active: '存续', deregistered: '已注销', licenceRevoked: '已吊销' }
