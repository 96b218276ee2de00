import { originOf } from '../../../src/cloudbase/invocation'

/** Where a call comes from: what the platform says, and what only the caller says. */

const TOKEN = '0123456789abcdefghjkmnpqrs'
const http = (headers: Record<string, string>) => ({
  httpMethod: 'POST',
  requestContext: {},
  body: '{}',
  headers,
})

test.each([
  ['environ', { environ: 'WX_OPENID=real-person;WX_APPID=a' }],
  ['environment', { environment: '{"WX_OPENID":"real-person"}' }],
])('the WeChat identity is what the platform says in %s', (_, context) => {
  expect(originOf({ action: 'me.read' }, context)).toMatchObject({ openId: 'real-person', isHttp: false })
})

test.each<[string, unknown]>([
  ['userInfo', { action: 'me.read', userInfo: { openId: 'forged' } }],
  ['its own fields', { WX_OPENID: 'forged', openId: 'forged' }],
  ['a header', http({ 'x-wx-openid': 'forged', WX_OPENID: 'forged' })],
  ['a body', { ...http({}), body: '{"WX_OPENID":"forged"}' }],
  ['an environ of its own', { ...http({}), environ: 'WX_OPENID=forged' }],
])('a forged identity in %s of the event is nobody', (_, event) => {
  expect(originOf(event, {}).openId).toBeNull()
})

test('a browser’s session is a claim in one header of one shape', () => {
  expect(originOf(http({ Authorization: `Bearer ${TOKEN}` }), {}).sessionToken).toBe(TOKEN)
  for (const claim of [
    TOKEN,
    `bearer ${TOKEN}`,
    `Bearer ${TOKEN}x`,
    `Bearer ${TOKEN.toUpperCase()}`,
    'Bearer ',
    '',
  ])
    expect(originOf(http({ authorization: claim }), {}).sessionToken).toBeNull()
  expect(
    originOf({ action: 'me.read', headers: { authorization: `Bearer ${TOKEN}` } }, {}).sessionToken,
  ).toBeNull()
})

test('the address is the one that the gateway saw, not the ones that the caller wrote before it', () => {
  expect(originOf(http({ 'x-forwarded-for': '10.0.0.1, 203.0.113.7' }), {}).address).toBe('203.0.113.7')
  expect(originOf(http({}), {}).address).toBe('')
})

test('a header without end is cut, so that it cannot fill a row', () => {
  expect(originOf(http({ 'user-agent': 'x'.repeat(1e6) }), {}).userAgent.length).toBeLessThanOrEqual(300)
})
