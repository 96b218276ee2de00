export default defineAppConfig({
  pages: ['pages/home/index', 'pages/report/index', 'pages/scan/index'],
  window: {
    navigationBarTitleText: '码上诚信',
    navigationBarBackgroundColor: '#1f4e45',
    navigationBarTextStyle: 'white',
    backgroundColor: '#f6f3ec',
    backgroundTextStyle: 'dark',
  },
})
