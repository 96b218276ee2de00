import { Button } from '@nutui/nutui-react-taro'
import { type ReactElement, useState } from 'react'
import { asButton } from './semantics'
import './ShareLink.scss'

/** What is shared: `page` is where WeChat opens the link, with the whole of it as `q`. */
export type ShareLinkProps = { title: string; link: string; page: string }

/** Hands a link on: a browser shows and copies it. */
export function ShareLink({ link }: ShareLinkProps): ReactElement {
  const [said, setSaid] = useState('复制链接')
  const copy = () =>
    navigator.clipboard.writeText(link).then(
      () => setSaid('已复制，可以发给对方'),
      // A browser that does not let us: the link stands there to be marked by hand.
      () => setSaid('不能自动复制，请长按上面的链接'),
    )
  return (
    <div>
      <div className="share-link">{link}</div>
      <Button size="xlarge" block {...asButton(copy)}>
        {said}
      </Button>
    </div>
  )
}
