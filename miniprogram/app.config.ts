/** The browser needs a page for its camera; WeChat brings its own scanner. */
const scanPages = process.env.TARO_ENV === 'h5' ? ['pages/scan/index'] : []

export default defineAppConfig({
  pages: ['pages/home/index', 'pages/report/index', ...scanPages],
  animation: false,
  window: {
    navigationBarTitleText: '码上诚信',
    navigationBarBackgroundColor: '#1f4e45',
    navigationBarTextStyle: 'white',
    backgroundColor: '#f6f2e9',
    backgroundTextStyle: 'dark',
  },
})
