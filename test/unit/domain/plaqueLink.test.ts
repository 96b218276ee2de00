import fc from 'fast-check'
import { parsePlaqueInput, plaqueLink } from '../../../src/domain/plaqueLink'
import { makePlaqueNumber } from '../../../src/domain/plaqueNumber'

const ORIGIN = 'https://credit.example'
const CODE = '0123456789ABCDEFGHJK'
const link = plaqueLink(ORIGIN, CODE)
const code = { ok: true, value: { kind: 'code', code: CODE } }

describe('the one parser of plaque input', () => {
  it.each([
    ['q, encoded once by WeChat', { q: encodeURIComponent(link) }],
    ['q, encoded twice on the way', { q: encodeURIComponent(encodeURIComponent(link)) }],
    ['q with a query behind the code', { q: encodeURIComponent(`${link}?from=poster#x`) }],
    ['scene', { scene: CODE }],
    ['the plain link', { text: link }],
    ['the link with a slash behind', { text: ` ${link}/ ` }],
    ['the code alone', { text: CODE }],
    ['the link with a full stop behind', { text: `${link}.` }],
    ['the link with a Chinese full stop behind', { text: `${link}。` }],
    ['the link with a comma behind', { text: `${link},` }],
    ['the link with an encoded space behind', { text: `${link}%20` }],
    ['q with an encoded space behind the code', { q: encodeURIComponent(`${link}%20`) }],
    ['the link with escapes in its path', { text: `${ORIGIN}/%63/%30${CODE.slice(1)}` }],
    ['the link without a scheme', { text: link.replace('https://', '') }],
    ['the link without a scheme behind Chinese words', { text: `网址是${link.replace('https://', '')}。` }],
    ['the link inside a sentence', { text: `这家店的标牌是 ${link}，你看看` }],
    ['the link glued to Chinese words', { text: `标牌${link}是真的吗` }],
    ['the link in capitals', { text: link.toUpperCase() }],
    ['http where the origin is https', { text: link.replace('https', 'http') }],
    [
      'the address of the report page',
      { text: `${ORIGIN}/pages/report/index?q=${encodeURIComponent(link)}&typed=1` },
    ],
    ['the code alone with a full stop behind', { text: `${CODE}。` }],
    ['the code in lower case with hyphens', { text: '01234-56789-abcde-fghjk' }],
  ])('understands %s', (_name, input) => {
    expect(parsePlaqueInput(input, [ORIGIN])).toEqual(code)
  })

  it.each([
    '889862173',
    '889 862 173',
    '889.862.173',
    '标牌编号 889 862 173',
    '编号：889-862-173。',
    '８８９８６２１７３',
    `${ORIGIN}/pages/report/index?q=889862173`,
  ])('understands the printed number written as %s', (text) => {
    expect(parsePlaqueInput({ text }, [ORIGIN])).toEqual({
      ok: true,
      value: { kind: 'number', number: '889862173' },
    })
  })

  it('reads http or https the same when the origin is http', () => {
    expect(parsePlaqueInput({ text: link }, ['http://credit.example'])).toEqual(code)
  })

  it('finds any plaque’s link or number under whatever people and programs put around it', () => {
    const codes = fc
      .array(fc.constantFrom(...'0123456789ABCDEFGHJKMNPQRSTVWXYZ'), { minLength: 20, maxLength: 20 })
      .map((characters) => characters.join(''))
    const schemes = fc.constantFrom('https://', 'http://', 'HTTPS://', '')
    const before = fc.constantFrom('', ' ', '标牌：', '请看 ', '“', '（', '<')
    const behind = fc.constantFrom(
      '',
      ' ',
      '.',
      '。',
      '，',
      ',',
      '%20',
      '/',
      '?from=poster',
      '#top',
      '”',
      ' 谢谢',
      '是真的吗',
    )
    const host = ORIGIN.replace('https://', '')
    fc.assert(
      fc.property(codes, schemes, before, behind, (plaqueCode, scheme, left, right) => {
        const text = `${left}${plaqueLink(scheme + host, plaqueCode)}${right}`
        const found = { ok: true, value: { kind: 'code', code: plaqueCode } }
        expect(parsePlaqueInput({ text }, [ORIGIN])).toEqual(found)
        expect(parsePlaqueInput({ q: encodeURIComponent(text) }, [ORIGIN])).toEqual(found)
      }),
    )
    const marks = fc.constantFrom('', ' ', '。', '.', '，', ' 谢谢')
    fc.assert(
      fc.property(
        fc.nat(99_999_999),
        before,
        marks,
        fc.constantFrom('', ' ', '.', '-'),
        (serial, left, right, gap) => {
          const number = makePlaqueNumber(serial)
          const text = left + (number.match(/.../g) ?? []).join(gap) + right
          expect(parsePlaqueInput({ text }, [ORIGIN])).toEqual({
            ok: true,
            value: { kind: 'number', number },
          })
        },
      ),
    )
  })

  it.each([
    ['nothing', { text: '  ' }, 'PLAQUE_INPUT_EMPTY'],
    ['a megabyte of text', { text: 'A'.repeat(1_000_000) }, 'PLAQUE_INPUT_TOO_LONG'],
    ['another host', { text: `https://fake.example/c/${CODE}` }, 'PLAQUE_LINK_OTHER_HOST'],
    ['another host without a scheme', { text: `fake.example/c/${CODE}` }, 'PLAQUE_LINK_OTHER_HOST'],
    ['another host in a sentence', { text: `看 https://fake.example/c/${CODE}。` }, 'PLAQUE_LINK_OTHER_HOST'],
    ['our host on another port', { text: `https://credit.example:8443/c/${CODE}` }, 'PLAQUE_LINK_OTHER_HOST'],
    [
      'our host as the end of another',
      { text: `https://x.credit.example/c/${CODE}` },
      'PLAQUE_LINK_OTHER_HOST',
    ],
    [
      'our host as a user name, no scheme',
      { text: `credit.example@fake.example/c/${CODE}` },
      'PLAQUE_LINK_OTHER_HOST',
    ],
    ['a script', { text: 'javascript:alert(1)' }, 'PLAQUE_INPUT_UNKNOWN'],
    [
      'a script that looks like our link',
      { text: `javascript://credit.example/c/${CODE}` },
      'PLAQUE_INPUT_UNKNOWN',
    ],
    [
      'the report page opened for another host',
      { text: `${ORIGIN}/pages/report/index?q=${encodeURIComponent(`https://fake.example/c/${CODE}`)}` },
      'PLAQUE_LINK_OTHER_HOST',
    ],
    ['the report page opened for nothing', { text: `${ORIGIN}/pages/report/index` }, 'PLAQUE_INPUT_UNKNOWN'],
    ['a number with a letter in it', { text: '88986217O' }, 'PLAQUE_NUMBER_LENGTH'],
    ['a number with a letter too many', { text: '889 862 173a' }, 'PLAQUE_NUMBER_LENGTH'],
    [
      'our host as a user name',
      { text: `https://credit.example@fake.example/c/${CODE}` },
      'PLAQUE_LINK_OTHER_HOST',
    ],
    ['another path', { text: `${ORIGIN}/x/${CODE}` }, 'PLAQUE_INPUT_UNKNOWN'],
    ['a lone percent sign', { q: '%E4%B' }, 'PLAQUE_INPUT_UNKNOWN'],
    ['a sentence', { text: '这家店怎么样' }, 'PLAQUE_INPUT_UNKNOWN'],
    ['a short code', { text: CODE.slice(1) }, 'PLAQUE_CODE_LENGTH'],
    ['a wrong alphabet', { text: `${CODE.slice(1)}U` }, 'PLAQUE_CODE_CHARACTER'],
    ['a mistyped number', { text: '123456789' }, 'PLAQUE_NUMBER_CHECK'],
    ['a short number', { text: '1234' }, 'PLAQUE_NUMBER_LENGTH'],
  ])('refuses %s', (_name, input, expected) => {
    expect(parsePlaqueInput(input, [ORIGIN])).toMatchObject({ ok: false, error: { code: expected } })
  })

  it('never throws, whatever arrives', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        for (const input of [{ q: text }, { scene: text }, { text }])
          expect(parsePlaqueInput(input, [ORIGIN])).toHaveProperty('ok')
      }),
    )
  })
})
