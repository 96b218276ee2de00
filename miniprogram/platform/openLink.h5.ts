/**
 * Runs before Taro's router: a plaque's link `/c/<code>` opens the report page with the parameter WeChat would give
 * it, and no home page in between.
 */
const { pathname, origin } = window.location
if (/^\/c\//i.test(pathname)) {
  window.history.replaceState(null, '', `/pages/report/index?q=${encodeURIComponent(origin + pathname)}`)
}

export {}
