import { plaqueLink } from '../../../src/domain/plaqueLink'
import { invitationLink, loginLink, parseScannedLink } from '../../../src/domain/scannedLink'

const ORIGIN = 'https://credit.example'
const ID = '0123456789abcdefghjkmnpqrs'

describe('what a person scans is told apart', () => {
  test.each([
    ['a desktop’s log-in', loginLink(ORIGIN, ID), { kind: 'login', loginId: ID }],
    ['an invitation', invitationLink(ORIGIN, ID), { kind: 'invitation', token: ID }],
    ['a link in capitals', loginLink(ORIGIN, ID).toUpperCase(), { kind: 'login', loginId: ID }],
    [
      'an invitation in a sentence',
      `请点 ${invitationLink(ORIGIN, ID)}。`,
      { kind: 'invitation', token: ID },
    ],
    ['a link without its scheme', `credit.example/l/${ID}`, { kind: 'login', loginId: ID }],
    ['a plaque', plaqueLink(ORIGIN, '0123456789ABCDEFGHJK'), { kind: 'code', code: '0123456789ABCDEFGHJK' }],
    ['a plaque’s number', '889 862 173', { kind: 'number', number: '889862173' }],
  ])('%s', (_what, text, value) => {
    expect(parseScannedLink({ text }, [ORIGIN])).toEqual({ ok: true, value })
    expect(parseScannedLink({ q: encodeURIComponent(text) }, [ORIGIN])).toEqual({ ok: true, value })
  })

  test.each([
    ['of another host', loginLink('https://elsewhere.example', ID), 'PLAQUE_LINK_OTHER_HOST'],
    [
      'with our host as a user name',
      `https://credit.example@elsewhere.example/l/${ID}`,
      'PLAQUE_LINK_OTHER_HOST',
    ],
    ['that is too short', `${ORIGIN}/l/${ID.slice(1)}`, 'PLAQUE_INPUT_UNKNOWN'],
    ['that is too long', `${ORIGIN}/i/${ID}0`, 'PLAQUE_INPUT_UNKNOWN'],
    ['of a megabyte', `${ORIGIN}/i/${'0'.repeat(1_000_000)}`, 'PLAQUE_INPUT_TOO_LONG'],
    ['of nothing', '', 'PLAQUE_INPUT_EMPTY'],
  ])('a link %s names nothing', (_what, text, code) => {
    expect(parseScannedLink({ text }, [ORIGIN])).toMatchObject({ ok: false, error: { code } })
  })
})
