/** In a browser the window scrolls, so that keys and printing work as everywhere. */
const scroll = process.env.TARO_ENV === 'h5' ? { usingWindowScroll: true } : {}

export default definePageConfig({ navigationBarTitleText: '撤回期限', ...scroll })
