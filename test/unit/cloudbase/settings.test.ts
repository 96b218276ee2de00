import { readRulesForOldRecords, readSettings } from '../../../src/cloudbase/settings'

const KEY = 'ab'.repeat(16)
const RIGHT = {
  CITY_MODE: 'trial',
  PLAQUE_ORIGINS: 'https://a.example,https://b.example',
  PLAQUE_KEYS: `new:${KEY},old:${KEY}`,
}

describe("a function's settings", () => {
  it('name the mode, the origins, and the keys with the newest first', () => {
    const { mode, plaqueOrigins, macKeys } = readSettings(RIGHT)
    expect({ mode, plaqueOrigins, keys: macKeys.map(({ id }) => id) }).toEqual({
      mode: 'trial',
      plaqueOrigins: ['https://a.example', 'https://b.example'],
      keys: ['new', 'old'],
    })
  })

  it.each([
    ['no mode', { CITY_MODE: undefined }],
    ['an unknown mode', { CITY_MODE: 'test' }],
    ['no origin', { PLAQUE_ORIGINS: '' }],
    ['no key', { PLAQUE_KEYS: undefined }],
    ['a key without a name', { PLAQUE_KEYS: `:${KEY}` }],
    ['a secret below 128 bits', { PLAQUE_KEYS: `a:${KEY.slice(2)}` }],
    ['a secret that is not hexadecimal', { PLAQUE_KEYS: `a:${'x'.repeat(32)}` }],
  ])('with %s keep it from starting, and the secret out of the message', (_, wrong) => {
    const start = () => readSettings({ ...RIGHT, ...wrong })
    expect(start).toThrow(/CITY_MODE|PLAQUE_ORIGINS|PLAQUE_KEYS/)
    expect(start).not.toThrow(KEY.slice(2))
  })
})

describe('the rules for old records', () => {
  it('are favourable to the entity unless the city says otherwise', () => {
    expect(readRulesForOldRecords({})).toBe('favourable')
    expect(readRulesForOldRecords({ PUBLICATION_RULES: 'decision' })).toBe('decision')
  })

  it('are never guessed from another word', () => {
    expect(() => readRulesForOldRecords({ PUBLICATION_RULES: 'strict' })).toThrow(/PUBLICATION_RULES/)
  })
})
