export default definePageConfig({ navigationBarTitleText: '公共信用信息' })
