import { Image, View } from '@tarojs/components'
import type { ChosenPicture } from '../platform/choosePicture'
import { asButton } from '../platform/semantics'
import { PictureChooser } from './PictureChooser'
import './PicturesField.scss'

type Props = {
  label: string
  hint: string
  pictures: readonly ChosenPicture[]
  /** How many there may be. */
  maximum: number
  onAdd: (picture: ChosenPicture) => void
  onRemove: (picture: ChosenPicture) => void
  /** What else a person can do who does not want to show pictures. */
  withoutPictures: string
}

/** Pictures that a form asks for, taken now or chosen from the album, one after another. */
export function PicturesField({ pictures, maximum, onAdd, onRemove, ...rest }: Props) {
  const left = maximum - pictures.length
  const more = left === 0 ? '' : `再加一张（还可以加 ${left} 张）`
  return (
    <PictureChooser {...rest} buttonLabel={pictures.length === 0 ? '拍照或从相册选' : more} onChosen={onAdd}>
      {pictures.length > 0 && (
        <View className="pictures-field-pictures">
          {pictures.map((picture, index) => (
            <View key={picture.path} className="pictures-field-one">
              <Image className="pictures-field-picture" src={picture.path} mode="aspectFit" />
              <View className="text-button" {...asButton(() => onRemove(picture))}>
                {`删除第 ${index + 1} 张`}
              </View>
            </View>
          ))}
        </View>
      )}
    </PictureChooser>
  )
}
