import { addDays, addMonths, isLegalDate, shanghaiDate, shanghaiDateTime } from '../../../src/domain/calendar'

describe('legal dates in Asia/Shanghai', () => {
  it.each([
    ['2026-01-31', 1, '2026-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2024-02-29', 12, '2025-02-28'],
    ['2026-08-31', 3, '2026-11-30'],
    ['2026-11-30', 3, '2027-02-28'],
    ['2026-03-15', -3, '2025-12-15'],
  ])('%s and %d months is %s', (date, months, expected) => {
    expect(addMonths(date, months)).toBe(expected)
  })

  it('a day begins at 16:00 UTC', () => {
    expect(shanghaiDate(Date.UTC(2026, 10, 23, 15, 59, 59))).toBe('2026-11-23')
    expect(shanghaiDate(Date.UTC(2026, 10, 23, 16))).toBe('2026-11-24')
  })

  it('shows an instant by the clock of Shanghai', () => {
    expect(shanghaiDateTime(Date.UTC(2026, 11, 31, 16, 5, 59))).toBe('2027-01-01 00:05')
  })

  it('knows the days that exist', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(['2026-02-29', '2026-13-01', '2026-1-1', '', 'N/A'].filter(isLegalDate)).toEqual([])
    expect(isLegalDate('2024-02-29')).toBe(true)
  })
})
