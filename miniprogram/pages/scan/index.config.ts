export default definePageConfig({ navigationBarTitleText: '扫描标牌' })
