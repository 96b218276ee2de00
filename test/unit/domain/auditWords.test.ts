import { DOORS } from '../../../src/contracts/audit'
import { ERROR_MESSAGES } from '../../../src/contracts/errors'
import { FUNCTIONS } from '../../../src/contracts/functions'
import {
  ACTION_NAMES,
  DOOR_NAMES,
  JOB_NAMES,
  nameOfAction,
  nameOfActor,
} from '../../../src/domain/auditNames'
import { outcomeInWords } from '../../../src/domain/auditOutcome'
import { COLLECTION_WORDS, changeInWords } from '../../../src/domain/auditWords'
import type { Kept, KeptKind } from '../../../src/usecases/changes'

/** Does not compile while a field of a kept document has no words; what is derived, or counts changes, leaves none. */
const EVERY_FIELD: {
  [K in Exclude<KeptKind, 'reports'>]: {
    fields: Record<Exclude<keyof Kept[K], '_id' | 'changesMade'>, unknown>
  }
} = {
  ...COLLECTION_WORDS,
  consents: {
    fields: {
      creditCode: 1,
      personId: 1,
      textVersion: 1,
      givenAt: 1,
      medium: 1,
      withdrawnAt: 1,
    },
  },
}

test('every action of the function map that leaves a line has a Chinese name, and no other', () => {
  const logged = Object.entries(FUNCTIONS).flatMap(([name, actions]) =>
    Object.entries(actions)
      .filter(([, { audience, effect }]) => audience === 'role' || effect === 'change')
      .map(([action]) => `${name}.${action}`),
  )
  expect(Object.keys(ACTION_NAMES).sort()).toEqual(logged.sort())
  const names = Object.values({ ...ACTION_NAMES, ...JOB_NAMES })
  for (const name of names) expect(name).toMatch(/^[\p{Script=Han}]{3,}$/u)
  expect(new Set(names).size).toBe(names.length)
  expect(Object.keys(DOOR_NAMES).sort()).toEqual([...DOORS].sort())
  expect(nameOfAction('people.claim.decide')).toBe('处理认领')
  expect(nameOfAction('people.gone')).toBe('people.gone')
})

test('a line names its person masked, a stranger as one, and only what nobody did as the system', () => {
  const nobody = { personId: null, maskedName: null }
  expect(nameOfActor({ personId: 'p', maskedName: '江**', door: 'wechat' })).toBe('江**')
  expect(nameOfActor({ personId: 'p', maskedName: null, door: 'wechat' })).toBe('未登记姓名')
  expect(nameOfActor({ ...nobody, door: 'anonymous' })).toBe('未登录的人')
  expect(nameOfActor({ ...nobody, door: 'timer' })).toBe('系统')
  expect(nameOfActor({ ...nobody, door: 'command' })).toBe('系统')
})

test('every field of every kept document has a Chinese name', () => {
  for (const [kind, { fields }] of Object.entries(EVERY_FIELD))
    for (const field of Object.keys(fields))
      expect(changeInWords({ collection: kind, id: 'x', field, before: null, after: null })).toMatchObject({
        thing: expect.stringMatching(/\p{Script=Han}/u),
        field: expect.stringMatching(/\p{Script=Han}/u),
        before: '无',
        after: '无',
      })
})

const change = (collection: string, field: string, before: unknown, after: unknown) => {
  const text = (value: unknown) => (value === null ? null : JSON.stringify(value))
  return changeInWords({ collection, id: 'x', field, before: text(before), after: text(after) })
}

test.each([
  ['claims', 'state', 'submitted', 'confirmed', '等待核对', '已通过'],
  ['grants', 'endedAt', null, Date.parse('2026-11-25T10:20:00+08:00'), '无', '2026-11-25 10:20'],
  ['grants', 'role', null, 'unitClerk', '无', '单位经办人'],
  ['grants', 'unit', 'nenjiang', 'aihui', '嫩江市', '爱辉区'],
  ['grants', 'department', null, 'commerce', '无', '商务'],
  ['claims', 'isDispute', null, true, '无', '是'],
  ['people', 'sessionIds', [], ['a', 'b'], '0 个', '2 个'],
  ['people', 'roles', [], [{ grantId: 'a', role: 'auditor' }], '无', '审计员'],
  [
    'people',
    'pin',
    { hash: '…', failures: 0, lockedUntil: null },
    { hash: '…', failures: 3, lockedUntil: null },
    '已设置',
    '已设置，连续输错 3 次',
  ],
])('%s.%s from %j to %j reads %s, then %s', (collection, field, before, after, was, is) => {
  expect(change(collection, field, before, after)).toMatchObject({ before: was, after: is, isSealed: false })
})

test('what is personal or secret never comes out, nor does a field that nobody knows', () => {
  for (const [collection, field] of [
    ['people', 'name'],
    ['people', 'phone'],
    ['claims', 'name'],
    ['claims', 'phone'],
    ['people', 'phoneDigest'],
    ['logins', 'secretDigest'],
    ['claims', 'evidence'],
    ['people', 'gone'],
    ['gone', 'field'],
  ] as const) {
    const told = JSON.stringify(change(collection, field, 'k1:before', 'k1:after'))
    expect(told).not.toContain('k1:')
  }
  expect(change('people', 'name', null, 'k1:after')).toMatchObject({
    isSealed: true,
    after: '已加密，不显示',
  })
})

test('an outcome reads as what the person was told', () => {
  expect(outcomeInWords('ok')).toBe('完成')
  expect(outcomeInWords('CLAIM_OWN')).toBe(ERROR_MESSAGES.CLAIM_OWN.zh)
  expect(outcomeInWords('GONE')).toBe('GONE')
})
