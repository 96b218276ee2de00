import { resolve } from 'node:path'
import { defineConfig } from '@tarojs/cli'

const root = resolve(__dirname, '..')
/** Code outside `miniprogram/` that reaches the phone; without this its syntax stays too new for old phones. */
const compiledToo = [resolve(root, 'src')]

/** Taro's build settings for both forms of the app. */
export default defineConfig<'webpack5'>({
  projectName: 'mashang-chengxin',
  date: '2026-11-24',
  designWidth: 375,
  deviceRatio: { 375: 2, 640: 1.17, 750: 1, 828: 0.905 },
  sourceRoot: 'miniprogram',
  outputRoot: process.env.TARO_ENV === 'h5' ? 'dist/h5' : 'dist/miniprogram',
  framework: 'react',
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  cache: { enable: false },
  defineConstants: {
    // The origin printed into plaques' QR codes; empty where the phone asks the city for it.
    PLAQUE_ORIGIN: JSON.stringify(process.env.PLAQUE_ORIGIN ?? ''),
  },
  mini: {
    compile: { include: compiledToo },
    optimizeMainPackage: { enable: true },
    // Our own rules outweigh the controls' by selector, never by order.
    miniCssExtractPluginOption: { ignoreOrder: true },
    postcss: { pxtransform: { enable: true, config: {} } },
  },
  h5: {
    compile: { include: compiledToo },
    publicPath: '/',
    staticDirectory: 'static',
    useHtmlComponents: true,
    router: { mode: 'browser' },
    webpackChain: (chain) => {
      // Every page comes with the app: one that has opened can show any page without a network, or after a new
      // deployment has taken the old files away.
      chain.module.set('parser', { javascript: { dynamicImportMode: 'eager' } })
      chain.optimization.set('chunkIds', 'named')
    },
    output: { filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
    miniCssExtractPluginOption: {
      ignoreOrder: true,
      filename: 'css/[name].[contenthash:8].css',
      chunkFilename: 'css/[name].[contenthash:8].css',
    },
  },
})
