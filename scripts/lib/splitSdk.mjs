import { readFile } from 'node:fs/promises'

/**
 * A cold start is mostly the parsing and running of `@cloudbase/node-sdk`, of which an invocation touches a tenth.
 * These packages of its go into a file of their own, `sdkExtras.js`, that is read when one of them is first used.
 */
const EXTRA_PACKAGES = [
  '@cloudbase/ai',
  '@cloudbase/app',
  '@cloudbase/wx-cloud-client-sdk',
  'axios',
  'form-data',
  'http-proxy-agent',
  'https-proxy-agent',
  'jsonwebtoken',
  'web-streams-polyfill',
  'xml2js',
]
/** Modules of the SDK's own that are run when they are first used. */
const LATE_MODULES = [
  'ai',
  'analytics',
  'auth',
  'cloudrun',
  'functions',
  'logger',
  'notification',
  'storage',
  'wx',
]

/** TypeScript's output for an import: `const axios_1 = __importDefault(require("axios"));` */
const IMPORT = /^const (\w+) = ((?:__import\w+\()?)require\("([^"]+)"\)(\)?);$/gm
const LATE =
  'const __late = (load) => new Proxy({}, { get: (kept, name) => (kept.module ??= load())[name] });\n' +
  'const __lateResult = (find, ...inputs) => __late(() => find()(...inputs));\n'
/** `app.models`, which the SDK makes at every start; nothing here uses it, and it pulls half of the extras in. */
const EAGER_CLIENT = 'wx_cloud_client_sdk_1.default.generateHTTPClient('
const LATE_CLIENT = '__lateResult(() => wx_cloud_client_sdk_1.default.generateHTTPClient, '

/** The source of `sdkExtras.js`. */
export const SDK_EXTRAS = EXTRA_PACKAGES.map(
  (name) => `exports[${JSON.stringify(name)}] = () => require(${JSON.stringify(name)})`,
).join('\n')

/** The esbuild plugin of the main bundle: nothing is left out, it is only read later. */
export const splitSdk = {
  name: 'split-sdk',
  setup(build) {
    build.onResolve({ filter: /^\.\/sdkExtras\.js$/ }, ({ path }) => ({ path, external: true }))
    build.onLoad({ filter: /@cloudbase[\\/]node-sdk[\\/]dist[\\/].*\.js$/ }, async ({ path }) => {
      const contents = await readFile(path, 'utf8')
      if (path.endsWith('cloudbase.js') && !contents.includes(EAGER_CLIENT)) {
        throw new Error(`${path} has changed: look again at what a cold start of the SDK reads`)
      }
      const source = contents.replace(IMPORT, loadLate).replace(EAGER_CLIENT, LATE_CLIENT)
      return { contents: LATE + source, loader: 'js' }
    })
  },
}

function loadLate(line, name, open, id, close) {
  if (EXTRA_PACKAGES.includes(id))
    return `const ${name} = __late(() => ${open}require("./sdkExtras.js")["${id}"]()${close});`
  return LATE_MODULES.includes(id.replace('./', ''))
    ? `const ${name} = __late(() => ${open}require("${id}")${close});`
    : line
}
