import { copyFileSync, existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { compressFolder } from './compress.mjs'
import { must } from './run.mjs'
import { SDK_EXTRAS, splitSdk } from './splitSdk.mjs'
import { digestOf, unlessStamped } from './stamp.mjs'

const COMMON = ['src', 'package-lock.json', 'scripts/lib/build.mjs', 'scripts/lib/splitSdk.mjs']
/** Noto Sans SC as TrueType, SIL Open Font License 1.1. */
const FONT = 'node_modules/@expo-google-fonts/noto-sans-sc'
const APP = ['miniprogram', 'config', 'babel.config.js', 'scripts/lib/compress.mjs', ...COMMON]

/** What runs in Node, and from where. */
const NODE_ENTRIES = {
  start: 'src/cli/start.ts',
  city: 'src/cli/city.ts',
  localcloud: 'src/cli/localcloud.ts',
  functionRunner: 'src/localcloud/functions/runner.ts',
  'bench/cloudProcess': 'test/bench/cloudProcess.ts',
  'bench/scan': 'test/bench/scan.ts',
  'bench/audit': 'test/bench/audit.ts',
  'bench/roles': 'test/bench/roles.ts',
  'bench/publicity': 'test/bench/publicity.ts',
  'bench/cold': 'test/bench/cold.ts',
  'bench/document': 'test/bench/document.ts',
  'bench/planner': 'test/bench/planner.ts',
  'bench/storeProcess': 'test/bench/storeProcess.ts',
  'bench/kill': 'test/bench/kill.ts',
  'bench/localcloud': 'test/bench/localcloud.ts',
  'bench/bareProcess': 'test/bench/bareProcess.ts',
  'bench/faults': 'test/bench/faults.ts',
  'bench/preset': 'test/bench/preset.ts',
  'bench/intake': 'test/bench/intake.ts',
  'bench/intakeKills': 'test/bench/intakeKills.ts',
  'bench/intakeProcess': 'test/bench/intakeProcess.ts',
  'bench/mutations': 'test/bench/mutations.ts',
  'bench/files': 'test/bench/files.ts',
  'bench/plaques': 'test/bench/plaques.ts',
  'bench/plaquesProcess': 'test/bench/plaquesProcess.ts',
  'bench/filesProcess': 'test/bench/filesProcess.ts',
}

/** Node bundles of the command line: `dist/node/<name>.cjs`; packages stay outside. */
async function buildNode() {
  const { build } = await import('esbuild')
  await build({
    entryPoints: NODE_ENTRIES,
    outdir: 'dist/node',
    outExtension: { '.js': '.cjs' },
    bundle: true,
    packages: 'external',
    platform: 'node',
    target: 'node20',
    format: 'cjs',
    sourcemap: 'linked',
    logLevel: 'warning',
  })
}

/** Deployable function folders: minified bundles, nothing to install. The maps beside them are for localcloud's log. */
async function buildFunctions() {
  rmSync('dist/cloudfunctions', { recursive: true, force: true })
  const names = readdirSync('cloudfunctions', { withFileTypes: true }).filter((entry) => entry.isDirectory())
  for (const { name } of names) {
    const folder = `dist/cloudfunctions/${name}`
    const main = await bundleFunction(`${folder}/index.js`, {
      entryPoints: [`cloudfunctions/${name}/main.ts`],
    })
    await bundleLate(name, folder)
    const stdin = { contents: SDK_EXTRAS, resolveDir: 'node_modules/@cloudbase/node-sdk' }
    const extras = await bundleFunction(`${folder}/sdkExtras.js`, { stdin })
    const manifest = { name, version: '0.1.0', main: 'index.js', private: true }
    writeFileSync(`${folder}/package.json`, `${JSON.stringify(manifest, null, 2)}\n`)
    // WeChat's developer tools and localcloud read the function's timer here.
    const timer = `cloudfunctions/${name}/config.json`
    if (existsSync(timer)) copyFileSync(timer, `${folder}/config.json`)
    console.log(`function ${name}: ${main} KB, and ${extras} KB read when first used`)
  }
  await writeIndexes()
}

/** What a function reads with its first use of it, and the files that lie beside it then. */
async function bundleLate(name, folder) {
  const source = `cloudfunctions/${name}/late.ts`
  if (!existsSync(source)) return
  const late = await bundleFunction(`${folder}/late.js`, { entryPoints: [source] })
  console.log(`function ${name}: ${late} KB more with its first document`)
  copyFileSync(`${FONT}/400Regular/NotoSansSC_400Regular.ttf`, `${folder}/font.ttf`)
  copyFileSync(`${FONT}/LICENSE_FONT`, `${folder}/font-licence.txt`)
}

/** `late.js` stands beside `index.js`, not in it. */
const lateApart = {
  name: 'late-apart',
  setup(build) {
    build.onResolve({ filter: /^\.\/late$/ }, () => ({ path: './late.js', external: true }))
  },
}

/**
 * pdfkit as a bundle of CommonJS holds it: its ES module asks where its own file lies. fontkit beneath it reads WOFF2 as
 * well, with half a megabyte of dictionary; the font here is TrueType.
 */
const slimPdfkit = {
  name: 'slim-pdfkit',
  setup(build) {
    build.onResolve({ filter: /^pdfkit$/ }, () => ({ path: resolve('node_modules/pdfkit/js/pdfkit.js') }))
    build.onResolve({ filter: /^brotli\// }, ({ path }) => ({ path, namespace: 'no-woff2' }))
    build.onLoad({ filter: /.*/, namespace: 'no-woff2' }, () => ({
      contents: "module.exports = () => { throw new Error('fonts in WOFF2 are not read here') }",
    }))
  },
}

/** What deployment and `localcloud --indexes` read is what the city declares in `rows.ts`. */
async function writeIndexes() {
  const { build } = await import('esbuild')
  const { outputFiles } = await build({
    entryPoints: ['src/cloudbase/rows.ts'],
    bundle: true,
    format: 'esm',
    write: false,
    logLevel: 'warning',
  })
  const source = Buffer.from(outputFiles[0].text).toString('base64')
  const { INDEXES } = await import(`data:text/javascript;base64,${source}`)
  writeFileSync('dist/indexes.json', `${JSON.stringify(INDEXES, null, 2)}\n`)
}

async function bundleFunction(outfile, entry) {
  const { build } = await import('esbuild')
  const { metafile } = await build({
    ...entry,
    outfile,
    bundle: true,
    minify: true,
    lineLimit: 500,
    platform: 'node',
    target: 'node16',
    format: 'cjs',
    sourcemap: 'external',
    sourcesContent: false,
    metafile: true,
    plugins: [splitSdk, lateApart, slimPdfkit],
    logLevel: 'warning',
  })
  return Math.round(metafile.outputs[outfile].bytes / 1024)
}

async function buildApp(type) {
  console.log(`Building the ${type} app (a minute) ...`)
  await must(`the ${type} build`, 'npx', ['--no-install', 'taro', 'build', '--type', type], {
    quiet: true,
    environment: { NODE_ENV: 'production' },
  })
}

const PARTS = {
  node: { sources: ['test/bench', 'test/support', ...COMMON], make: buildNode },
  functions: { sources: ['cloudfunctions', ...COMMON], make: buildFunctions },
  h5: { sources: APP, make: () => buildApp('h5').then(() => compressFolder('dist/h5')) },
  weapp: { sources: APP, make: () => buildApp('weapp') },
}

/** Builds the named parts (node, functions, h5, weapp) that have changed since they were last built. */
export async function ensureBuilt(...names) {
  for (const name of names) {
    const { sources, make } = PARTS[name]
    await unlessStamped(`dist/.stamps/${name}`, digestOf(sources, [process.env.PLAQUE_ORIGIN ?? '']), make)
  }
}
