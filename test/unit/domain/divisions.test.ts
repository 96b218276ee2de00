import { placeDivision } from '../../../src/domain/divisions'
import { UNITS } from '../../../src/domain/units'

describe('where a registration belongs (GB/T 2260)', () => {
  it.each([
    ['231100', 'municipal', '黑河市'],
    ['231102', 'aihui', '爱辉区'],
    ['231123', 'xunke', '逊克县'],
    ['231124', 'sunwu', '孙吴县'],
    ['231181', 'beian', '北安市'],
    ['231182', 'wudalianchi', '五大连池市'],
    ['231183', 'nenjiang', '嫩江市'],
  ])('%s is placed under %s', (code, key, divisionName) => {
    expect(placeDivision(code)).toMatchObject({ ok: true, value: { unit: { key }, divisionName } })
  })

  it('the county code 231121 of before 2019 is 嫩江市 today', () => {
    expect(placeDivision('231121')).toEqual(placeDivision('231183'))
  })

  it('every division that a unit counts as its own is named', () => {
    for (const unit of UNITS)
      for (const code of unit.divisions)
        expect(placeDivision(code)).toMatchObject({ ok: true, value: { unit } })
  })

  it.each([
    ['233004', '九三垦区'],
    ['233005', '北安垦区'],
    ['233000', '农垦总局'],
    ['233009', '农垦系统'],
    ['230000', '省级登记机关'],
    ['231103', '231103'],
    ['231199', '231199'],
    ['230184', '不属于黑河市'],
    ['110000', '不属于黑河市'],
  ])('%s is held for a person, with the reason', (code, reason) => {
    expect(placeDivision(code)).toEqual({ ok: false, error: expect.stringContaining(reason) })
  })
})
