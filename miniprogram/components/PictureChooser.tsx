import { Button } from '@nutui/nutui-react-taro'
import { View } from '@tarojs/components'
import { type ReactNode, useState } from 'react'
import { ERROR_MESSAGES } from '../../src/contracts/errors'
import { type ChosenPicture, choosePicture } from '../platform/choosePicture'
import { asAlert, asButton } from '../platform/semantics'

type Props = {
  label: string
  hint: string
  /** What the button says; empty: no more pictures are taken. */
  buttonLabel: string
  onChosen: (picture: ChosenPicture) => void
  /** What is wrong with what was chosen; absent while nothing is known to be. */
  failure?: string
  /** What else a person can do who does not want to show pictures. */
  withoutPictures: string
  /** What is chosen already. */
  children: ReactNode
}

/** Lets a person take a picture or choose one from the album, and says in words what kept it from being taken. */
export function PictureChooser({
  label,
  hint,
  buttonLabel,
  onChosen,
  failure = '',
  withoutPictures,
  children,
}: Props) {
  const [trouble, setTrouble] = useState('')
  async function choose() {
    const choice = await choosePicture()
    if (choice.outcome === 'cancelled') return
    setTrouble(
      choice.outcome === 'refused'
        ? ERROR_MESSAGES.FILE_REFUSED.zh
        : choice.outcome === 'notPermitted'
          ? withoutPictures
          : '',
    )
    if (choice.outcome === 'chosen') onChosen(choice.picture)
  }

  const message = trouble || failure
  return (
    <View className="form-field">
      <View className="form-field-label">{label}</View>
      {children}
      {buttonLabel !== '' && (
        <Button size="xlarge" block {...asButton(choose)}>
          {buttonLabel}
        </Button>
      )}
      {message !== '' && (
        <View className="form-field-failure" {...asAlert()}>
          {message}
        </View>
      )}
      <View className="form-field-hint">{hint}</View>
    </View>
  )
}
