import fc from 'fast-check'
import { addDays } from '../../../src/domain/calendar'
import { ANNOUNCED_YEARS, deadlineAfter, isWorkingDay } from '../../../src/domain/workingDays'

describe('working days', () => {
  test.each([
    ['2026-02-14', true, 'a Saturday that is worked for the Spring Festival'],
    ['2026-02-16', false, 'Spring Festival'],
    ['2026-02-23', false, 'its last day'],
    ['2026-02-24', true, 'the day after'],
    ['2026-10-10', true, 'a Saturday that is worked for the National Day'],
    ['2026-11-21', false, 'a Saturday'],
    ['2026-11-25', true, 'a Wednesday'],
    ['2027-01-01', false, 'New Year by rule'],
    ['2027-01-04', true, 'a Monday of a year that is not announced'],
  ])('%s: %s (%s)', (day, works) => {
    expect(isWorkingDay(day)).toBe(works)
  })

  test.each([
    ['2026-11-25', 5, '2026-12-02', true],
    ['2026-09-28', 5, '2026-10-10', true],
    ['2026-02-13', 3, '2026-02-25', true],
    ['2026-12-30', 3, '2027-01-05', false],
    ['2027-03-01', 5, '2027-03-08', false],
  ])('after %s, %i working days end on %s; announced: %s', (day, count, on, isAnnounced) => {
    expect(deadlineAfter(day, count)).toEqual({ on, isAnnounced })
  })

  test('every day that is announced as worked is a weekend, every stretch off is in its year and in order', () => {
    for (const [year, { off, worked }] of Object.entries(ANNOUNCED_YEARS)) {
      for (const day of worked) {
        expect([0, 6]).toContain(new Date(day).getUTCDay())
        expect(off.some(([first, last]) => first <= day && day <= last)).toBe(false)
      }
      for (const [first, last] of off) expect([first <= last, first.slice(0, 4)]).toEqual([true, year])
    }
  })

  test('a deadline is a working day, and exactly so many lie after the day that it is counted from', () => {
    fc.assert(
      fc.property(fc.nat(1500), fc.integer({ min: 1, max: 30 }), (ahead, count) => {
        const day = addDays('2025-11-01', ahead)
        const { on } = deadlineAfter(day, count)
        let found = 0
        for (let next = addDays(day, 1); next <= on; next = addDays(next, 1)) if (isWorkingDay(next)) found++
        expect([isWorkingDay(on), found]).toEqual([true, count])
      }),
    )
  })
})
