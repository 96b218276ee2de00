import { execFile } from 'node:child_process'
import { appendFileSync, cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { built } from '../support/built'
import { filesOf } from '../support/weapp/packageFiles'

/** WeChat's own compilers over the built package, without the network. */

const folder = built('miniprogram')
const COMPILE = join(process.cwd(), 'test/support/weapp/compileForWechat.mjs')

/** The exit code and the line that tells the result. */
const compile = (path: string) =>
  new Promise<{ code: number; result: string }>((resolve) => {
    const child = execFile(process.execPath, [COMPILE, path], (_fault, output) =>
      resolve({ code: child.exitCode ?? -1, result: output.trim().split('\n').at(-1) ?? '' }),
    )
  })

test('they take every page of the package', async () => {
  const { code, result } = await compile(folder)
  expect(result).toMatch(/^compiled: /)
  expect(code).toBe(0)
  const compiled = new Set(result.split(' '))
  const { pages } = JSON.parse(readFileSync(join(folder, 'app.json'), 'utf8')) as { pages: string[] }
  expect(pages).toContain('pages/home/index')
  for (const page of pages) {
    expect(compiled).toContain(`${page}.js`)
    expect(compiled).toContain(`${page}.wxml`)
  }
  for (const path of filesOf(folder, '.wxml')) expect(compiled).toContain(relative(folder, path))
})

describe('they refuse a package', () => {
  let broken: string
  beforeEach(() => {
    broken = mkdtempSync(join(tmpdir(), 'broken-package-'))
    cpSync(folder, broken, { recursive: true })
  })
  afterEach(() => rmSync(broken, { recursive: true }))

  test.each([
    [
      'with an unclosed tag',
      (home: string) => writeFileSync(`${home}.wxml`, '<view><text>标牌</view>'),
      /unexpected end tag: view/,
    ],
    [
      'with an unclosed style',
      (home: string) => appendFileSync(`${home}.wxss`, '.a { color: '),
      /Unclosed block/,
    ],
    [
      'with a page missing',
      (home: string) => rmSync(`${home}.wxml`),
      /could not find .*pages\/home\/index\.wxml/,
    ],
  ])('%s', async (_what, breakHome, complaint) => {
    breakHome(join(broken, 'pages/home/index'))
    const { code, result } = await compile(broken)
    expect(result).toMatch(/^not compiled: /)
    expect(result).toMatch(complaint)
    expect(code).toBe(1)
  })
})
