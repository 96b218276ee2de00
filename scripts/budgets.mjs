// The size budgets of the built app, each figure printed; exit code 1 when one is broken.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { parse } from 'acorn'

const WEAPP = 'dist/miniprogram'
const H5 = 'dist/h5'
const MAIN_PACKAGE_KB = 900
const SUB_PACKAGE_KB = 2048
const READABLE_KB = 350

for (const folder of [WEAPP, H5]) {
  if (existsSync(folder)) continue
  console.error(`${folder} is not there: run npm run build first.`)
  process.exit(1)
}
const broken = [weappSizes(), weappSyntax(), readableSize()].includes(false)
process.exit(broken ? 1 : 0)

/** WeChat refuses packages over 2 MB; the main package is what a first scan waits for. */
function weappSizes() {
  const app = JSON.parse(readFileSync(join(WEAPP, 'app.json'), 'utf8'))
  const roots = (app.subPackages ?? app.subpackages ?? []).map(({ root }) => root.replace(/\/?$/, '/'))
  const packageOf = (file) => roots.find((root) => file.startsWith(root)) ?? 'main package'
  const bytes = new Map(['main package', ...roots].map((name) => [name, 0]))
  for (const file of filesIn(WEAPP)) {
    bytes.set(packageOf(file), bytes.get(packageOf(file)) + statSync(join(WEAPP, file)).size)
  }
  return [...bytes]
    .map(([name, size]) =>
      within(`weapp ${name}`, size, roots.includes(name) ? SUB_PACKAGE_KB : MAIN_PACKAGE_KB),
    )
    .every(Boolean)
}

/** Neither WeChat's compilers nor its upload look whether an old phone can read the scripts. */
function weappSyntax() {
  const scripts = filesIn(WEAPP).filter((file) => file.endsWith('.js'))
  const faults = scripts.map(syntaxFault).filter(Boolean)
  for (const fault of faults) console.log(fault)
  console.log(`weapp scripts: ${scripts.length - faults.length} of ${scripts.length} read as ES2015`)
  return scripts.length > 0 && faults.length === 0
}

function syntaxFault(file) {
  try {
    parse(readFileSync(join(WEAPP, file), 'utf8'), { ecmaVersion: 2015, sourceType: 'script' })
    return undefined
  } catch (fault) {
    if (fault instanceof SyntaxError) return `${file}: ${fault.message}`
    throw fault
  }
}

/** What a browser loads before a report can be read: the page and what it names; every page is in there. */
function readableSize() {
  const html = readFileSync(join(H5, 'index.html'), 'utf8')
  const named = [...html.matchAll(/(?:src|href)="\/([^"]+\.(?:js|css))"/g)].map(([, file]) => file)
  const apart = filesIn(H5).filter((file) => /pages_.*_index.*\.(js|css)$/.test(file))
  if (apart.length > 0) throw new Error(`a page is loaded apart from the app: ${apart}`)
  const files = ['index.html', ...named]
  const bytes = files.reduce((sum, file) => sum + gzipSync(readFileSync(join(H5, file))).length, 0)
  return within(`h5 until the report is readable, gzip, ${files.length} files`, bytes, READABLE_KB)
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true }).filter((file) => statSync(join(folder, file)).isFile())
}

function within(name, bytes, limitKb) {
  const isWithin = bytes <= limitKb * 1024
  console.log(`${name}: ${(bytes / 1024).toFixed(1)} KB of ${limitKb} KB${isWithin ? '' : ' - TOO LARGE'}`)
  return isWithin
}
