/**
 * The browser needs a page for its camera and one for staff at a desktop, and shows pages at once; WeChat brings a scanner
 * and ways of its own.
 */
const browserOnly =
  process.env.TARO_ENV === 'h5'
    ? { pages: ['pages/scan/index', 'pages/login/index'], settings: { animation: false } }
    : { pages: [], settings: {} }

/** Loaded when one of its pages is first opened: people who only scan never load them. */
const packages: { root: string; pages: string[] }[] = [
  {
    root: 'packages/staff',
    pages: [
      'pages/index/index',
      'pages/people/index',
      'pages/invite/index',
      'pages/invitation/index',
      'pages/entities/index',
      'pages/approve/index',
      'pages/pin/index',
      'pages/claims/index',
      'pages/claim/index',
      'pages/claimCode/index',
      'pages/log/index',
      'pages/logLine/index',
      'pages/records/index',
      'pages/cases/index',
      'pages/case/index',
      'pages/intakes/index',
      'pages/intakeNew/index',
      'pages/intake/index',
      'pages/held/index',
      'pages/withdrawals/index',
    ],
  },
  {
    root: 'packages/document',
    pages: ['pages/check/index'],
  },
  {
    root: 'packages/merchant',
    pages: [
      'pages/claim/index',
      'pages/redeem/index',
      'pages/shops/index',
      'pages/shop/index',
      'pages/handOver/index',
      'pages/records/index',
      'pages/ask/index',
      'pages/cases/index',
    ],
  },
  { root: 'packages/reader', pages: ['pages/mistake/index'] },
]

export default defineAppConfig({
  pages: ['pages/home/index', 'pages/report/index', 'pages/me/index', ...browserOnly.pages],
  subPackages: packages.filter(({ pages }) => pages.length > 0),
  // WeChat asks for consent to the declared guide before the first use of what is private (docs/wechat.md).
  __usePrivacyCheck__: true,
  ...browserOnly.settings,
  window: {
    navigationBarTitleText: '码上诚信',
    navigationBarBackgroundColor: '#1f4e45',
    navigationBarTextStyle: 'white',
    backgroundColor: '#f6f2e9',
    backgroundTextStyle: 'dark',
  },
})
