import { View } from '@tarojs/components'
import { asChoice } from '../../platform/semantics'
import './Choices.scss'

/** Something to choose. */
export type Option = { key: string; name: string }

type Props = { options: readonly Option[]; chosen: string | undefined; onChoose: (key: string) => void }

/** All there is to choose from, at once. */
export function Choices({ options, chosen, onChoose }: Props) {
  return (
    <View className="choices">
      {options.map(({ key, name }) => (
        <View
          key={key}
          className={key === chosen ? 'choice choice-chosen' : 'choice'}
          {...asChoice(() => onChoose(key), key === chosen)}
        >
          {name}
        </View>
      ))}
    </View>
  )
}
