import { Button } from '@nutui/nutui-react-taro'
import { useShareAppMessage } from '@tarojs/taro'

/** Hands a link on as WeChat does: a card in a conversation. The page's settings must have `enableShareAppMessage`. */
export const ShareLink: typeof import('./ShareLink.h5').ShareLink = ({ title, link, page }) => {
  useShareAppMessage(() => ({ title, path: `${page}?q=${encodeURIComponent(link)}` }))
  return (
    <Button size="xlarge" block openType="share">
      发给微信好友
    </Button>
  )
}
