import { existsSync } from 'node:fs'
import { run } from './run.mjs'

const CANDIDATES = [
  process.env.CHROMIUM_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
]

/** The path of a Chromium on this machine, or undefined. */
export function findBrowser() {
  return CANDIDATES.find((path) => path && existsSync(path))
}

/** Makes sure that there are a Chromium and Chinese fonts; on Debian it installs what is missing. */
export async function ensureBrowser() {
  const fonts = await run('fc-list', [':lang=zh'], { quiet: true }).catch(() => ({ code: 1, output: '' }))
  const missing = [
    ...(findBrowser() ? [] : ['chromium']),
    ...(fonts.output.trim() ? [] : ['fonts-noto-cjk', 'fontconfig']),
  ]
  if (missing.length === 0) return findBrowser()
  if (!existsSync('/usr/bin/apt-get') || process.getuid?.() !== 0) {
    console.error(
      `The tests need ${missing.join(' and ')}. Install them (Debian: apt-get install ${missing.join(' ')}) ` +
        'or name a Chromium in CHROMIUM_PATH, then run npm test again.',
    )
    process.exit(1)
  }
  console.log(`Installing ${missing.join(', ')} ...`)
  const environment = { DEBIAN_FRONTEND: 'noninteractive' }
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', ...missing]]) {
    const { code, output } = await run('apt-get', args, { quiet: true, environment })
    if (code === 0) continue
    console.error(`${output.slice(-2000)}\napt-get ${args[0]} failed: install ${missing.join(' ')} by hand.`)
    process.exit(1)
  }
  return findBrowser()
}
