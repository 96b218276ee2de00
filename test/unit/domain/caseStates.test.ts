import { CASE_KINDS, CASE_STATES } from '../../../src/contracts/cases'
import { CASE_RULES, mayEndWith } from '../../../src/domain/caseStates'

test('a case goes from open to one of its own outcomes, and from there nowhere', () => {
  const ends = Object.fromEntries(
    CASE_KINDS.map((kind) => [kind, CASE_STATES.filter((to) => mayEndWith(kind, 'open', to))]),
  )
  expect(ends).toEqual({
    objection: ['kept', 'corrected', 'withdrawn'],
    mistake: ['kept', 'corrected', 'withdrawn'],
    repair: ['granted', 'refused'],
    clarification: ['refused', 'confirmed'],
  })
  for (const kind of CASE_KINDS) {
    expect(CASE_RULES[kind].workingDays).toBeGreaterThan(0)
    for (const from of CASE_STATES.filter((state) => state !== 'open'))
      for (const to of CASE_STATES) expect(mayEndWith(kind, from, to)).toBe(false)
  }
})
