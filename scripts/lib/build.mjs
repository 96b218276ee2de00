import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { must } from './run.mjs'
import { digestOf, unlessStamped } from './stamp.mjs'

const COMMON = ['src', 'package-lock.json', 'scripts/lib/build.mjs']
const APP = ['miniprogram', 'config', 'babel.config.js', ...COMMON]

/** What runs in Node, and from where. */
const NODE_ENTRIES = {
  start: 'src/cli/start.ts',
  city: 'src/cli/city.ts',
  functionRunner: 'src/localcloud/functions/runner.ts',
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

/** Deployable function folders: one minified `index.js`, nothing to install. */
async function buildFunctions() {
  const { build } = await import('esbuild')
  rmSync('dist/cloudfunctions', { recursive: true, force: true })
  const names = readdirSync('cloudfunctions', { withFileTypes: true }).filter((entry) => entry.isDirectory())
  for (const { name } of names) {
    const { metafile } = await build({
      entryPoints: [`cloudfunctions/${name}/main.ts`],
      outfile: `dist/cloudfunctions/${name}/index.js`,
      bundle: true,
      minify: true,
      keepNames: true,
      platform: 'node',
      target: 'node16',
      format: 'cjs',
      metafile: true,
      logLevel: 'warning',
    })
    mkdirSync(`dist/cloudfunctions/${name}`, { recursive: true })
    const manifest = { name, version: '0.1.0', main: 'index.js', private: true }
    writeFileSync(`dist/cloudfunctions/${name}/package.json`, `${JSON.stringify(manifest, null, 2)}\n`)
    const [output] = Object.values(metafile.outputs)
    console.log(`function ${name}: ${Math.round(output.bytes / 1024)} KB`)
  }
}

async function buildApp(type) {
  console.log(`Building the ${type} app (a minute) ...`)
  await must(`the ${type} build`, 'npx', ['--no-install', 'taro', 'build', '--type', type], {
    quiet: true,
    environment: { NODE_ENV: 'production' },
  })
}

const PARTS = {
  node: { sources: COMMON, make: buildNode },
  functions: { sources: ['cloudfunctions', ...COMMON], make: buildFunctions },
  h5: { sources: APP, make: () => buildApp('h5') },
  weapp: { sources: APP, make: () => buildApp('weapp') },
}

/** Builds the named parts (node, functions, h5, weapp) that have changed since they were last built. */
export async function ensureBuilt(...names) {
  for (const name of names) {
    const { sources, make } = PARTS[name]
    await unlessStamped(`dist/.stamps/${name}`, digestOf(sources, [process.env.PLAQUE_ORIGIN ?? '']), make)
  }
}
