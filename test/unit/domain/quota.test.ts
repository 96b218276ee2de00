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

  it('shares have two decimals, half up', () => {
    expect(sharePercent(6669, 23805)).toBe('28.02')
    expect(sharePercent(1, 8)).toBe('12.50')
    expect(sharePercent(12345, 1_000_000)).toBe('1.23')
    expect(sharePercent(12350, 1_000_000)).toBe('1.24')
  })
})
