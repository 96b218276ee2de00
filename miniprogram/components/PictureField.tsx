import { Button } from '@nutui/nutui-react-taro'
import { Image, View } from '@tarojs/components'
import type { ChosenPicture } from '../platform/choosePicture'
import { asAlert, asButton } from '../platform/semantics'
import { useChosenPicture } from '../useChosenPicture'
import './PictureField.scss'

type Props = {
  label: string
  hint: string
  picture: ChosenPicture | undefined
  onChange: (picture: ChosenPicture) => void
  /** What is wrong with it; empty while nothing is known to be. */
  failure: string
  /** What else a person can do who does not want to show pictures. */
  withoutPictures: string
}

/** A picture that a form asks for, taken now or chosen from the album. */
export function PictureField({ label, hint, picture, onChange, failure, withoutPictures }: Props) {
  const { choose, trouble } = useChosenPicture(onChange, withoutPictures)
  const message = trouble || failure
  return (
    <View className="form-field picture-field">
      <View className="form-field-label">{label}</View>
      {picture && <Image className="picture-field-picture" src={picture.path} mode="aspectFit" />}
      <Button size="xlarge" block {...asButton(choose)}>
        {picture ? '换一张照片' : '拍照或从相册选'}
      </Button>
      {message !== '' && (
        <View className="form-field-failure" {...asAlert()}>
          {message}
        </View>
      )}
      <View className="form-field-hint">{hint}</View>
    </View>
  )
}
