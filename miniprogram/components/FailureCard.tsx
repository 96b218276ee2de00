import { Button } from '@nutui/nutui-react-taro'
import { View } from '@tarojs/components'
import { type CallError, mayPass } from '../../src/contracts/errors'
import { goBack, hasPageBelow } from '../navigation'
import { asAlert, asButton } from '../platform/semantics'
import './FailureCard.scss'

type Props = {
  failure: CallError
  /** Asks the same again; offered only where that may go well. */
  retry: () => void
}

/** A page, or the rest of a list, that could not be had: why, and the way on. */
export function FailureCard({ failure, retry }: Props) {
  return (
    <View className="card failure-card">
      <View {...asAlert()}>{failure.message}</View>
      {mayPass(failure.code) && (
        <Button className="failure-card-next" type="primary" size="xlarge" block {...asButton(retry)}>
          重试
        </Button>
      )}
      <Button className="failure-card-next" size="xlarge" block {...asButton(goBack)}>
        {hasPageBelow() ? '返回' : '回首页'}
      </Button>
    </View>
  )
}
