import fc from 'fast-check'
import { checkReason } from '../../../src/domain/reason'

/** Reasons that people type stand in the audit log as they are. All numbers are made up. */

test('four characters are a reason; spaces around it do not count', () => {
  expect(checkReason(' 扫错店铺\n')).toEqual({ ok: true, value: '扫错店铺' })
  expect(checkReason('手机已丢失，本人来电')).toMatchObject({ ok: true })
})

test.each(['', '   ', '无', '不行了', '\n\t　'])('%j is none', (text) => {
  expect(checkReason(text)).toEqual({ ok: false, error: { code: 'REASON_MISSING' } })
})

test.each([
  ['an identity number', '本人231102199003071234已核对'],
  ['an identity number in full width', '本人２３１１０２１９９００３０７１２３Ｘ'],
  ['a mobile number', '来电13800138000核对'],
  ['a mobile number in pieces', '来电138 0013 8000核对'],
  ['a landline number', '来电0456-2666000核对'],
  ['a bank card', '卡6217 0000 1234 5678 901'],
  ['a mail address', '写信给zhang.san@example.com'],
])('%s is refused', (_what, text) => {
  expect(checkReason(text)).toEqual({ ok: false, error: { code: 'PERSONAL_NUMBER_REFUSED' } })
})

test.each(['该店2019年5月6日开业', '统一社会信用代码92231102MA0000012C有误', '罚款13800元一事已核对'])(
  'a date, a credit code and an amount are no personal number: %s',
  (text) => {
    expect(checkReason(text)).toEqual({ ok: true, value: text })
  },
)

test('a mobile number is found wherever it stands', () => {
  const words = fc.stringMatching(/^[店铺核对来电一二三，。 ]{0,20}$/)
  fc.assert(
    fc.property(words, words, fc.integer({ min: 13000000000, max: 19999999999 }), (before, after, phone) => {
      expect(checkReason(`理由如下${before}${phone}${after}`)).toMatchObject({ ok: false })
    }),
  )
})
