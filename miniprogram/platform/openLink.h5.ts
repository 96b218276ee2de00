/**
 * Runs before Taro's router: a link that stands in a QR code or a message opens its page with the parameter WeChat
 * would give it, and no home page in between. `/login` is the address that staff type on a desktop.
 */
const PAGES: Record<string, string> = {
  c: '/pages/report/index',
  i: '/packages/staff/pages/invitation/index',
  l: '/packages/staff/pages/approve/index',
  d: '/packages/document/pages/check/index',
}

const { pathname, origin } = window.location
const page = PAGES[/^\/([cdil])\//i.exec(pathname)?.[1]?.toLowerCase() ?? '']
if (page) window.history.replaceState(null, '', `${page}?q=${encodeURIComponent(origin + pathname)}`)
else if (/^\/login\/?$/i.test(pathname)) window.history.replaceState(null, '', '/pages/login/index')

export {}
