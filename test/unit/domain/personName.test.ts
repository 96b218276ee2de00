import { checkPersonName } from '../../../src/domain/personName'

/** Names that people give when they accept a role or claim a shop; the names are made up. */

test.each([
  ['宋知远', '宋知远'],
  ['  宋 知远 ', '宋 知远'],
  ['艾力·买买提', '艾力·买买提'],
  ['艾力•买买提', '艾力·买买提'],
  ['Анна Северова', 'Анна Северова'],
  ["Mary-Jane O'Neill", "Mary-Jane O'Neill"],
  ['J. Smith Jr.', 'J. Smith Jr.'],
  ['王'.repeat(30), '王'.repeat(30)],
  ['𠮷田', '𠮷田'],
])('%j is a name', (text, name) => {
  expect(checkPersonName(text)).toEqual({ ok: true, value: name })
})

test.each([
  '',
  '宋',
  '王'.repeat(31),
  '13800138000',
  '宋知远1',
  '宋知远（店主）',
  '<b>宋</b>',
  '··',
  '宋\n知\u0000远',
  '张三😀',
  'https://example.com',
])('%j is none', (text) => {
  expect(checkPersonName(text)).toEqual({ ok: false, error: { code: 'NAME_INVALID' } })
})
