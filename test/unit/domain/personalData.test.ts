import fc from 'fast-check'
import { withoutIdentityNumbers, withoutPersonalData } from '../../../src/domain/personalData'

/** 行政处罚结果信息网上公示暂行办法 第七条: what is taken out of the text of a decision. All numbers are made up. */

const ENTERPRISE = { isEnterprise: true }
const HOUSEHOLD = { isEnterprise: false }

describe('公示暂行办法第七条: 隐去', () => {
  it.each([
    ['身份证号', '身份证号23110219900307123X。', '身份证号（已隐去）。'],
    ['身份证号 (小写x)', '(23110219900307123x)', '(（已隐去）)'],
    ['身份证号 (全角)', '证号２３１１０２１９９００３０７１２３Ｘ，罚款', '证号（已隐去），罚款'],
    ['身份证号 (分段)', '231102 19900307 1234，罚款', '（已隐去），罚款'],
    ['身份证号前有字母', 'ID231102199003071234', 'ID（已隐去）'],
    ['15位旧身份证号', '张某（231102900307123）', '张某（（已隐去））'],
    ['位数不对的身份证号', '身份证号码：2311021990030712', '身份证号码：（已隐去）'],
    ['护照号', '持护照（号码E12345678）', '持护照（号码（已隐去））'],
    ['港澳居民通行证号', '港澳居民来往内地通行证H12345678', '港澳居民来往内地通行证（已隐去）'],
    ['手机号', '致电13800138000，', '致电（已隐去），'],
    ['手机号 (分段)', '138-0013-8000或138 0013 8000', '（已隐去）或（已隐去）'],
    ['手机号 (国际区号)', '+86 13800138000、8613800138000', '（已隐去）、（已隐去）'],
    ['日期后的手机号', '2026-01-01 13800138000', '2026-01-01 （已隐去）'],
    ['固定电话', '0456-2666000，(0456)2666000，（0456）2666000', '（已隐去），（已隐去），（已隐去）'],
    ['无区号的电话', '联系电话：2666000', '联系电话：（已隐去）'],
    ['QQ号', 'QQ：123456789', 'QQ：（已隐去）'],
    ['电子邮箱', '邮箱zhang.san@example.com。', '邮箱（已隐去）。'],
    ['银行卡号', '转入6217 0000 1234 5678 901。', '转入（已隐去）。'],
    ['银行账号', '账号（黑河某银行）：08123456789012345', '账号（黑河某银行）：（已隐去）'],
    ['家庭住址', '家庭住址：黑河市某小区3号楼2单元，系', '家庭住址：（已隐去），系'],
    ['住址 (括注)', '住址（户籍地）：某村5组', '住址（户籍地）：（已隐去）'],
    ['住址 (无冒号)', '现住址黑河市爱辉区某街1号，系', '现住址（已隐去），系'],
    ['户籍', '户籍所在地为黑河市某村5组。', '户籍所在地为（已隐去）。'],
  ])('%s', (_, text, expected) => {
    expect(withoutPersonalData(text, ENTERPRISE)).toBe(expected)
    expect(withoutPersonalData(text, HOUSEHOLD)).toBe(expected)
  })

  it('住所: 企业的不动, 个体工商户的可能是家', () => {
    const text = '住所：黑河市某街1号；经营者'
    expect(withoutPersonalData(text, ENTERPRISE)).toBe(text)
    expect(withoutPersonalData(text, HOUSEHOLD)).toBe('住所：（已隐去）；经营者')
    expect(withoutPersonalData('住所（经营场所）:某街1号', HOUSEHOLD)).toBe('住所（经营场所）:（已隐去）')
  })
})

describe('不动', () => {
  it.each([
    '爱市监罚〔2026〕7号',
    '（2024）黑1102民初77号',
    '许可编号JY12311020012345',
    '合同号20260101000123456789',
    '统一社会信用代码92231102MA0000012C',
    '罚款人民币15000000000元，没收13800138000.89元',
    '生产日期2026-01-01至2026-12-31，批号20260101',
    '通过登记的住所或者经营场所无法联系',
    '登记的住址与实际不一致',
    '拨打12345、12315投诉',
    '《中华人民共和国食品安全法》第一百二十四条第一款第（五）项',
  ])('%s', (text) => {
    expect(withoutPersonalData(text, HOUSEHOLD)).toBe(text)
  })

  it('a registration number of 15 digits and a number like a mobile number, where the field is a number', () => {
    for (const number of ['231102600123456', '13800138000', '231102900307123'])
      expect(withoutIdentityNumbers(number)).toBe(number)
    expect(withoutIdentityNumbers('驾驶证231102199003071234')).toBe('驾驶证（已隐去）')
  })
})

const digits = (length: number) => fc.stringMatching(new RegExp(`^\\d{${length}}$`))
const around = fc.string({ unit: fc.constantFrom(...'在店内查获，。（）：、abc ') })

it('no identity or mobile number leaves, whatever stands around it, and nothing else is touched', () => {
  const person = fc
    .tuple(fc.constantFrom('231102', '110101'), fc.constantFrom('19900307', '20011231'), digits(3))
    .map((parts) => `${parts.join('')}X`)
  const mobile = digits(9).map((rest) => `15${rest}`)
  fc.assert(
    fc.property(around, fc.oneof(person, mobile), around, (before, number, after) => {
      expect(withoutPersonalData(`${before}。${number}。${after}`, ENTERPRISE)).toBe(
        `${before}。（已隐去）。${after}`,
      )
    }),
  )
})
