import { Agent, request } from 'node:http'
import { matching } from '../../src/localcloud/store/find'
import { startTestCloud, type TestCloud } from '../support/cloud'
import { type ConsoleVisit, openConsole } from '../support/consoleVisit'

/** The console: who is let in, what is shown, and that nothing typed is lost. */

let cloud: TestCloud
let visit: ConsoleVisit

beforeAll(async () => {
  cloud = await startTestCloud({ indexes: { shops: [{ fields: ['street'] }], notes: [] } })
  cloud.store.write(() => {
    for (let number = 0; number < 1500; number++)
      put('shops', { _id: `shop${number}`, number, street: `街${number % 30}` })
    put('notes', { _id: 'note', text: '<b onclick="alert(1)">旧</b>', at: { $date: '2026-01-01T00:00:00Z' } })
  })
  visit = await openConsole(cloud.consoleUrl)
})
afterAll(() => cloud.remove())

const put = (collection: string, document: { _id: string } & Record<string, unknown>) =>
  cloud.store.collection(collection).insert(document, JSON.stringify(document))
const stored = (collection: string, id: string) =>
  [...matching(cloud.store.collection(collection), { _id: id })][0]?.text

describe('only the person who started localcloud is let in', () => {
  let cookie: string
  let origin: string

  beforeAll(async () => {
    origin = new URL(cloud.consoleUrl).origin
    const entrance = await fetch(cloud.consoleUrl, { redirect: 'manual' })
    cookie = entrance.headers.get('set-cookie')?.split(';')[0] as string
  })

  /** A raw request: `fetch` would not let us forge a host. */
  const ask = (method: string, path: string, headers: Record<string, string>) =>
    new Promise<{ status: number; headers: Record<string, unknown> }>((resolve, reject) => {
      const { hostname, port } = new URL(origin)
      const sent = request({ hostname, port, method, path, headers, agent: new Agent() }, (answer) => {
        answer.resume().on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers }))
      })
      sent.on('error', reject).end()
    })

  test('the printed address lets in, and its token leaves the address for a cookie that no script can read', async () => {
    const entrance = await fetch(cloud.consoleUrl, { redirect: 'manual' })
    expect([entrance.status, entrance.headers.get('location')]).toEqual([303, '/console'])
    expect(entrance.headers.get('set-cookie')).toMatch(
      /^localcloud_\d+=.*; HttpOnly; SameSite=Strict; Path=\/console$/,
    )
    expect((await ask('GET', '/console', { cookie })).status).toBe(200)
  })

  test.each([
    ['without the token', () => ({})],
    ['with a token that was guessed', () => ({ cookie: cookie.replace(/=.*/, '=guessed') })],
    ['under the name of a foreign site', () => ({ cookie, host: 'evil.example' })],
    ['under a name that ends like ours', () => ({ cookie, host: `evil.${new URL(origin).host}` })],
    ['through a proxy', () => ({ cookie, 'x-forwarded-for': '203.0.113.5' })],
  ])('%s nothing is shown, not even a style sheet', async (_who, headers) => {
    for (const path of ['/console', '/console/collections/shops', '/console/nothing', '/console/console.css'])
      expect((await ask('GET', path, headers())).status).toBe(403)
  })

  test.each([
    ['another site', 'https://evil.example'],
    ['another port of this machine', 'http://127.0.0.1:1'],
    ['a page without origin', 'null'],
    ['nobody', ''],
  ])('a change that comes from %s is refused, even with the cookie', async (_who, from) => {
    const headers = {
      cookie,
      'content-type': 'application/x-www-form-urlencoded',
      ...(from && { origin: from }),
    }
    expect((await ask('POST', '/console/documents/notes', headers)).status).toBe(403)
  })

  test('no other page may read, frame or load it, and no cache keeps it', async () => {
    const { headers } = await ask('GET', '/console', { cookie, origin: 'https://evil.example' })
    expect(headers['access-control-allow-origin']).toBeUndefined()
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers['content-security-policy']).toContain("frame-ancestors 'none'")
    expect(headers['cross-origin-resource-policy']).toBe('same-origin')
    expect(headers['cache-control']).toBe('no-store')
  })
})

describe('documents', () => {
  const search = (query: string, page = 1) =>
    visit.text(`/collections/shops?${new URLSearchParams({ query, page: String(page) })}`)

  test('all collections are listed with their documents counted', async () => {
    expect(await visit.text('')).toMatch(/notes1(.|\n)*shops1,500/)
  })

  test('a typed query finds through the index, a condition without index by reading on, an _id alone its document', async () => {
    expect(await search('{"street": "街7"}')).toContain('第 1–50 个，读了 50 个')
    expect(await search('{"number": {"$gte": 1490}}')).toContain('第 1–10 个，读了 1,500 个')
    expect(await search('shop77')).toContain('第 1–1 个，读了 1 个')
    expect(await search('{"street": "没有"}')).toContain('没有找到')
  })

  test('pages go on to the last document', async () => {
    expect(await search('')).toContain('第 1–50 个，后面还有')
    expect(await search('', 30)).toContain('第 1451–1500 个，读了')
    expect(await search('', 31)).toContain('没有找到')
  })

  test.each(['{"street": ', '{"$unknown": 1}', '{"_id": {"$oid": "x"}}', '{"street": {"$regex": "("}}'])(
    'a query that cannot be read (%s) is shown again with what is wrong',
    async (query) => {
      const path = `/collections/shops?${new URLSearchParams({ query })}`
      expect(await visit.text(path)).toContain('这个查询无法执行')
      expect(await visit.field(path, 'query')).toBe(query)
    },
  )

  test('what a document holds is shown as text, never run', async () => {
    expect(await visit.html('/collections/notes')).not.toContain('<b onclick')
    expect(await visit.field('/documents/notes?id=%22note%22', 'text')).toContain(
      '<b onclick=\\"alert(1)\\">',
    )
  })

  test.each([
    ['/nothing', '没有这一页', '/console'],
    ['/collections/none', '没有这个集合', '/console'],
    ['/documents/none?id=%22a%22', '没有这个集合', '/console'],
    ['/documents/shops?id=%22none%22', '这个文档不在这里', '/console/collections/shops'],
    ['/documents/shops?id=%7B', '这个文档不在这里', '/console/collections/shops'],
  ])('what is not there is said, with a way on: %s', async (path, said, way) => {
    expect(await visit.text(path)).toContain(said)
    expect(await visit.html(path)).toContain(`<p><a href="${way}">←`)
  })
})

describe('changing a document', () => {
  const PAGE = '/documents/notes?id=%22note%22'
  const open = async () => ({
    id: '"note"',
    text: (await visit.field(PAGE, 'text')) as string,
    version: (await visit.field(PAGE, 'version')) as string,
  })

  test('is saved with dates kept as dates, and the index follows', async () => {
    const form = await open()
    const text = form.text.replace('旧', '新').replace('2026-01-01', '2026-02-02')
    expect((await visit.post('/documents/notes', { ...form, text })).status).toBe(200)
    const note = [...matching(cloud.store.collection('notes'), { _id: 'note' })][0]?.document
    expect(note).toMatchObject({ text: expect.stringContaining('新'), at: new Date('2026-02-02') })
    const shop = {
      id: '"shop3"',
      text: '{"street":"新街"}',
      version: (await visit.field('/documents/shops?id=%22shop3%22', 'version')) as string,
    }
    await visit.post('/documents/shops', shop)
    expect(await visit.text('/collections/shops?query=%7B%22street%22%3A%22新街%22%7D')).toContain(
      '读了 1 个',
    )
  })

  test.each([
    ['is no EJSON', (text: string) => text.replace('{', '{,'), '不是 EJSON'],
    ['is empty', () => '', '不是 EJSON'],
    ['is no object', () => '[1]', '必须是一个对象'],
    ['holds a date that is none', () => '{"at":{"$date":"yesterday"}}', '不是 EJSON'],
    ['has another _id', (text: string) => text.replace('"note"', '"other"'), '_id 不能改'],
  ])(
    'that %s is refused: it says why, the typed text stays, the document stays',
    async (_what, change, why) => {
      const form = await open()
      const before = stored('notes', 'note')
      const text = change(form.text)
      const answer = await visit.post('/documents/notes', { ...form, text })
      expect([answer.status, answer.text]).toEqual([422, expect.stringContaining(why)])
      expect(answer.text).toContain(
        text.replaceAll('"', '&#34;').replaceAll('<', '&#60;').replaceAll('>', '&#62;'),
      )
      expect(stored('notes', 'note')).toBe(before)
    },
  )

  test('that somebody else has changed meanwhile is not overwritten unseen; both are shown, saving again decides', async () => {
    const form = await open()
    await visit.post('/documents/notes', { ...form, text: '{"by":"somebody else"}' })
    const answer = await visit.post('/documents/notes', { ...form, text: '{"by":"me"}' })
    expect([answer.status, answer.text]).toEqual([422, expect.stringContaining('somebody else')])
    expect(answer.text).toContain('&#34;me&#34;')
    expect(stored('notes', 'note')).toContain('somebody else')
    const version = /name="version" value="(\w+)"/.exec(answer.text)?.[1] as string
    expect((await visit.post('/documents/notes', { ...form, text: '{"by":"me"}', version })).status).toBe(200)
    expect(stored('notes', 'note')).toContain('"me"')
  })

  test('after a restart the old page cannot save, and gives the typed text back', async () => {
    const { origin } = new URL(cloud.consoleUrl)
    const answer = await fetch(`${origin}/console/documents/notes`, {
      method: 'POST',
      headers: { origin, cookie: 'localcloud_1=of-the-last-start' },
      body: new URLSearchParams({ id: '"note"', version: '', text: '{"long":"work"}' }),
    })
    expect([answer.status, await answer.text()]).toEqual([403, expect.stringContaining('{"long":"work"}')])
  })
})

test('the indexes’ room counts the reads that each index has answered, and not the console’s own', async () => {
  const use = async () =>
    Object.fromEntries(
      cloud.store
        .collection('shops')
        .indexUse()
        .map(({ fields, reads }) => [fields[0], reads]),
    )
  const before = (await use()).street as number
  await visit.text('/collections/shops?query=%7B%22street%22%3A%22街1%22%7D')
  expect((await use()).street).toBe(before)
  for (const _ of [1, 2, 3]) [...matching(cloud.store.collection('shops'), { street: '街1' })]
  expect((await use()).street).toBe(before + 3)
  expect(await visit.html('/indexes')).toMatch(
    new RegExp(`street</span></td><td class="number">${before + 3}</td>`),
  )
})
