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
    ['the code in lower case with hyphens', { text: '01234-56789-abcde-fghjk' }],
  ])('understands %s', (_name, input) => {
    expect(parsePlaqueInput(input, [ORIGIN])).toEqual(code)
  })

  it('understands the printed number', () => {
    const number = makePlaqueNumber(1234)
    expect(parsePlaqueInput({ text: number }, [ORIGIN])).toEqual({
      ok: true,
      value: { kind: 'number', number },
    })
  })

  it.each([
    ['nothing', { text: '  ' }, 'PLAQUE_INPUT_EMPTY'],
    ['a megabyte of text', { text: 'A'.repeat(1_000_000) }, 'PLAQUE_INPUT_TOO_LONG'],
    ['another host', { text: `https://fake.example/c/${CODE}` }, 'PLAQUE_LINK_OTHER_HOST'],
    ['our host without https', { text: `http://credit.example/c/${CODE}` }, 'PLAQUE_LINK_OTHER_HOST'],
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
