import { parseEnvironment } from '../../../src/cli/environmentFile'

/** The file of functions' settings that `npm run localcloud` takes. */

test('each line is a setting; remarks and empty lines are none', () => {
  const text = [
    '# for trying things',
    'GREETING=hello, world # not a remark',
    '',
    ' SPACED = a b ',
    `QUOTED=" kept "`,
    `SINGLE='it''s'`,
    'EMPTY=',
    'QUOTE="',
    'URL=https://a.example/?b=c',
    'TZ=Asia/Shanghai',
  ].join('\r\n')
  expect(parseEnvironment(text, '.env')).toEqual({
    GREETING: 'hello, world # not a remark',
    SPACED: 'a b',
    QUOTED: ' kept ',
    SINGLE: "it''s",
    EMPTY: '',
    QUOTE: '"',
    URL: 'https://a.example/?b=c',
    TZ: 'Asia/Shanghai',
  })
})

test('a setting called like what every object has is a setting', () => {
  expect(Object.entries(parseEnvironment('constructor=a\n__proto__=b', '.env'))).toEqual([
    ['constructor', 'a'],
    ['__proto__', 'b'],
  ])
})

test.each([
  ['no name', '=secret'],
  ['no equals sign', 'secret'],
  ['a name with a hyphen', 'MY-NAME=secret'],
  ['a name that the cloud sets', 'TENCENTCLOUD_SECRETID=secret'],
  ['a name that stands there twice', 'A=1\nA=secret'],
])('%s is refused with its line, and no value is told', (_what, line) => {
  const parse = () => parseEnvironment(`# one\n${line}`, 'my.env')
  expect(parse).toThrow(/^my\.env, line \d: /)
  expect(parse).not.toThrow(/secret/)
})
