import './platform/openLink'
import { usePageNotFound } from '@tarojs/taro'
import type { PropsWithChildren } from 'react'
import { goHome } from './navigation'
import './app.scss'

/** The app: every page, and home for an address that is none. */
export default function App({ children }: PropsWithChildren) {
  usePageNotFound(goHome)
  return children
}
