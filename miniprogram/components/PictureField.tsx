import { Image } from '@tarojs/components'
import type { ChosenPicture } from '../platform/choosePicture'
import { PictureChooser } from './PictureChooser'
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
export function PictureField({ picture, onChange, ...rest }: Props) {
  return (
    <PictureChooser {...rest} buttonLabel={picture ? '换一张照片' : '拍照或从相册选'} onChosen={onChange}>
      {picture && <Image className="picture-field-picture" src={picture.path} mode="aspectFit" />}
    </PictureChooser>
  )
}
