import { monthlyQuota, sharePercent } from '../../../src/domain/quota'
import { UNITS } from '../../../src/domain/units'

const ANNEX_1: Record<string, number> = {
  北安市: 741,
  嫩江市: 870,
  五大连池市: 491,
  逊克县: 325,
  孙吴县: 251,
  爱辉区: 700,
  五大连池风景区管委会: 52,
  黑河自贸片区管委会: 313,
}

describe('附件1 月度任务', () => {
  const withQuota = UNITS.filter((unit) => unit.hasQuota)

  it.each(withQuota.map((unit) => [unit.name, unit.entityTotal] as const))('%s', (name, total) => {
    expect(monthlyQuota(total)).toBe(ANNEX_1[name])
  })

  it('is 3,743 a month for the eight units; the city has 121,073 entities', () => {
    expect(withQuota.reduce((sum, unit) => sum + monthlyQuota(unit.entityTotal), 0)).toBe(3743)
    expect(UNITS.reduce((sum, unit) => sum + unit.entityTotal, 0)).toBe(121_073)
  })

  it.each([
    ['北安市', '28.02'],
    ['嫩江市', '27.99'],
    ['五大连池市', '28.00'],
    ['逊克县', '28.04'],
    ['孙吴县', '28.05'],
    ['爱辉区', '27.99'],
    ['五大连池风景区管委会', '27.89'],
    ['黑河自贸片区管委会', '28.03'],
  ])('%s has %s %% after the nine months', (name, share) => {
    const total = UNITS.find((unit) => unit.name === name)?.entityTotal ?? 0
    expect(sharePercent(9 * monthlyQuota(total), total)).toBe(share)
  })

  it('the goal and the number of months are parameters; a half is rounded up', () => {
    expect(monthlyQuota(1000, { targetBasisPoints: 2500, periods: 12 })).toBe(21)
    expect(monthlyQuota(10, { targetBasisPoints: 5000, periods: 2 })).toBe(3)
    expect(monthlyQuota(0)).toBe(0)
  })

  it('annex 2 has nine rows, 黑河市直 first and without a quota', () => {
    expect(UNITS.map(({ name, entityTotal, hasQuota }) => [name, entityTotal, hasQuota])).toEqual([
      ['黑河市直', 787, false],
      ['北安市', 23805, true],
      ['嫩江市', 27979, true],
      ['五大连池市', 15784, true],
      ['逊克县', 10433, true],
      ['孙吴县', 8053, true],
      ['爱辉区', 22505, true],
      ['五大连池风景区管委会', 1678, true],
      ['黑河自贸片区管委会', 10049, true],
    ])
  })

  it('shares have two decimals, half up', () => {
    expect(sharePercent(6669, 23805)).toBe('28.02')
    expect(sharePercent(1, 8)).toBe('12.50')
    expect(sharePercent(12345, 1_000_000)).toBe('1.23')
    expect(sharePercent(12350, 1_000_000)).toBe('1.24')
  })
})
