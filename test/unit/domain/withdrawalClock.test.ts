import { addDays, startOfDay } from '../../../src/domain/calendar'
import { lateIfNoticedBefore, noticedAtOf, withdrawalClock } from '../../../src/domain/withdrawalClock'

/** A withdrawn decision is off the reports within three working days (行政处罚法 第四十八条、第八十五条). */

test.each([
  // A Monday in an ordinary week.
  ['2026-11-02', '2026-11-02', '2026-11-05', 3, false],
  ['2026-11-02', '2026-11-04', '2026-11-05', 1, false],
  ['2026-11-02', '2026-11-05', '2026-11-05', 0, false],
  ['2026-11-02', '2026-11-06', '2026-11-05', 0, true],
  // Over a weekend: Friday's ends on Wednesday.
  ['2026-11-06', '2026-11-07', '2026-11-11', 3, false],
  // Over the holiday of October: the eighth, the ninth, and the Saturday that is worked.
  ['2026-09-30', '2026-10-07', '2026-10-10', 3, false],
  ['2026-09-30', '2026-10-11', '2026-10-10', 0, true],
])(
  'noticed on %s, on %s it is due on %s: %i working days left, late: %s',
  (noticedOn, today, dueOn, left, late) => {
    expect(withdrawalClock(startOfDay(noticedOn), today)).toEqual({
      noticedOn,
      dueOn,
      isDueAnnounced: true,
      workingDaysLeft: left,
      isLate: late,
    })
  },
)

test('into a year whose holidays are not announced the day may move', () => {
  expect(withdrawalClock(startOfDay('2026-12-31'), '2026-12-31')).toMatchObject({ isDueAnnounced: false })
})

test('the days count from the notice, at the latest from the hand-over, and for withdrawals alone', () => {
  const handedOverOn = '2026-11-04'
  const startOf = (noticedOn?: string) => noticedAtOf({ kind: 'withdrawal', noticedOn, handedOverOn })
  expect(startOf('2026-11-02')).toBe(startOfDay('2026-11-02'))
  expect(startOf()).toBe(startOfDay(handedOverOn))
  expect(startOf('2027-01-01')).toBe(startOfDay(handedOverOn))
  expect(noticedAtOf({ kind: 'penalty', noticedOn: '2026-11-02', handedOverOn })).toBeNull()
})

test('on every day of a year, late is exactly what was noticed before the bound', () => {
  for (let today = '2026-01-20'; today < '2027-01-20'; today = addDays(today, 1)) {
    const bound = lateIfNoticedBefore(today)
    for (let back = 0; back < 20; back++) {
      const noticedAt = startOfDay(addDays(today, -back))
      expect([today, back, noticedAt < bound]).toEqual([
        today,
        back,
        withdrawalClock(noticedAt, today).isLate,
      ])
    }
  }
})
