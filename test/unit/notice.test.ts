import { readFileSync } from 'node:fs'
import { join } from 'node:path'

test('NOTICE names every package the product runs with, under the licence that the package states', () => {
  const notice = readFileSync('NOTICE', 'utf8')
  const { dependencies } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    dependencies: Record<string, string>
  }
  const stated = Object.keys(dependencies).map((name) => {
    const { license } = JSON.parse(readFileSync(join('node_modules', name, 'package.json'), 'utf8')) as {
      license: string
    }
    return `${name} ${license}`
  })
  const noticed = [...notice.matchAll(/^ {2}(\S+) +(\S+(?: AND \S+)*) {2,}/gm)].map(
    ([, name, license]) => `${name} ${license}`,
  )
  expect(noticed).toEqual(stated.sort())
})
