import { Button } from '@nutui/nutui-react-taro'
import { Image, View } from '@tarojs/components'
import type { ChosenPicture } from '../platform/choosePicture'
import { asAlert, asButton } from '../platform/semantics'
import { useChosenPicture } from '../useChosenPicture'
import './PicturesField.scss'

type Props = {
  label: string
  hint: string
  pictures: readonly ChosenPicture[]
  /** How many there may be. */
  maximum: number
  onAdd: (picture: ChosenPicture) => void
  onRemove: (index: number) => void
  /** What is wrong with them; empty while nothing is known to be. */
  failure: string
  /** What else a person can do who does not want to show pictures. */
  withoutPictures: string
}

/** Pictures that a form asks for, taken now or chosen from the album, one after another. */
export function PicturesField({
  label,
  hint,
  pictures,
  maximum,
  onAdd,
  onRemove,
  failure,
  withoutPictures,
}: Props) {
  const { choose, trouble } = useChosenPicture(onAdd, withoutPictures)
  const message = trouble || failure
  return (
    <View className="form-field">
      <View className="form-field-label">{label}</View>
      {pictures.length > 0 && (
        <View className="pictures-field-pictures">
          {pictures.map(({ path }, index) => (
            <View key={path} className="pictures-field-one">
              <Image className="pictures-field-picture" src={path} mode="aspectFit" />
              <View className="text-button" {...asButton(() => onRemove(index))}>
                {`删除第 ${index + 1} 张`}
              </View>
            </View>
          ))}
        </View>
      )}
      {pictures.length < maximum && (
        <Button size="xlarge" block {...asButton(choose)}>
          {pictures.length === 0 ? '拍照或从相册选' : `再加一张（还可以加 ${maximum - pictures.length} 张）`}
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
