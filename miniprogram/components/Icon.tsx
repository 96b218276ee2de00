import { View } from '@tarojs/components'
import './Icon.scss'

/** The icons drawn in `Icon.scss`. */
export type IconName =
  | 'scan'
  | 'back'
  | 'genuine'
  | 'counterfeit'
  | 'question'
  | 'link'
  | 'clock'
  | 'swap'
  | 'pause'
  | 'stop'
  | 'closed'
  | 'offline'
  | 'server'
  | 'picture'
  | 'quote'

/** A line icon in the colour and size of the text around it; it says nothing that the text does not. */
export function Icon({ name }: { name: IconName }) {
  return <View className={`icon icon-${name}`} />
}
