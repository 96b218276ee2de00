import { once } from 'node:events'
import {
  createReadStream,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { request } from 'node:http'
import { join } from 'node:path'
import tcb from '@cloudbase/node-sdk'
import fastCheck from 'fast-check'
import { Files } from '../../src/localcloud/storage/files'
import { startTestCloud, type TestCloud } from '../support/cloud'

/** The storage as `@cloudbase/node-sdk`, WeChat and browsers use it. */

let cloud: TestCloud
let app: ReturnType<typeof tcb.init>
let now = Date.now()

beforeAll(async () => {
  cloud = await startTestCloud({
    indexes: {},
    uploadLimits: { maximumBytes: 1_000_000, extensions: ['txt', 'png', 'html'] },
    now: () => now,
  })
  app = tcb.init({ env: 'localcloud' })
})
afterAll(() => cloud.remove())

const upload = (cloudPath: string, content: string | Buffer = 'content') =>
  app.uploadFile({ cloudPath, fileContent: Buffer.from(content) })
const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    (answer) => (answer as { code?: string }).code ?? 'no error',
    (fault: { code: string }) => fault.code,
  )
const everything = (folder: string) => readdirSync(folder, { recursive: true }).map(String).sort()
const form = (fields: Record<string, string>, content: string) => {
  const data = new FormData()
  for (const [name, value] of Object.entries(fields)) data.append(name, value)
  data.append('file', new Blob([content]))
  return data
}

test('a file that a function uploads has an id in CloudBase’s form and comes back as it was', async () => {
  const { fileID } = await upload('photos/店 1.png', Buffer.from([0, 255, 10, 13]))
  expect(fileID).toMatch(/^cloud:\/\/localcloud\.[\w-]+\/photos\/店 1\.png$/)
  const { fileContent } = await app.downloadFile({ fileID })
  expect(fileContent).toEqual(Buffer.from([0, 255, 10, 13]))
})

test('a stream is uploaded, a second upload replaces the first, an empty file is a file', async () => {
  const source = join(cloud.folder, 'source.txt')
  writeFileSync(source, 'x'.repeat(300_000))
  const { fileID } = await app.uploadFile({
    cloudPath: 'stream.txt',
    fileContent: createReadStream(source) as never,
  })
  expect((await app.downloadFile({ fileID })).fileContent?.toString()).toBe('x'.repeat(300_000))
  await upload('stream.txt', '')
  const { fileList } = await app.getFileInfo({ fileList: [fileID] })
  expect(fileList[0]).toMatchObject({ code: 'SUCCESS', size: 0, mime: 'text/plain', fileName: 'stream.txt' })
})

test('a file is downloaded into a file, also by the link that is already encoded', async () => {
  const { fileID } = await upload('下载/a b.txt', 'text')
  const tempFilePath = join(cloud.folder, 'downloaded.txt')
  await app.downloadFile({ fileID, tempFilePath })
  expect((await app.downloadFile({ fileID, urlType: 'COS_URL' })).fileContent?.toString()).toBe('text')
})

test('WeChat uploads in two steps: permission, then a form; a page on H5 does the same', async () => {
  const { url, authorization, fileId, cosFileId, token } = cloud.storage.uploadMetadata('form.txt')
  const fields = {
    key: 'form.txt',
    Signature: authorization,
    'x-cos-meta-fileid': cosFileId,
    'x-cos-security-token': token,
  }
  expect((await fetch(url, { method: 'POST', body: form(fields, 'from WeChat') })).status).toBe(204)
  expect((await app.downloadFile({ fileID: fileId })).fileContent?.toString()).toBe('from WeChat')
  const { data } = await app.getUploadMetadata({ cloudPath: 'form.txt' })
  const page = { key: 'form.txt', signature: data.authorization, success_action_status: '201' }
  expect((await fetch(data.url, { method: 'POST', body: form(page, 'from a page') })).status).toBe(201)
  expect((await app.downloadFile({ fileID: data.fileId })).fileContent?.toString()).toBe('from a page')
})

test('a permission to upload is for one path, cannot be altered, and ends', async () => {
  const { url, authorization } = cloud.storage.uploadMetadata('mine.txt')
  const send = (fields: Record<string, string>) => fetch(url, { method: 'POST', body: form(fields, 'x') })
  expect((await send({ key: 'yours.txt', Signature: authorization })).status).toBe(400)
  expect((await send({ key: 'mine.txt', Signature: `${authorization}0` })).status).toBe(403)
  expect((await send({ key: 'mine.txt' })).status).toBe(403)
  expect((await fetch(url, { method: 'PUT', body: 'x' })).status).toBe(403)
  expect((await fetch(url, { method: 'POST', body: 'no form' })).status).toBe(400)
  now += 15 * 60_000
  expect((await send({ key: 'mine.txt', Signature: authorization })).status).toBe(403)
  expect(await cloud.storage.files.find('mine.txt')).toBeUndefined()
})

test('a temporary link ends when it said, a day at most, and opens nothing else', async () => {
  const { fileID } = await upload('linked.txt', 'text')
  await upload('other.txt', 'secret')
  const link = async (maxAge: number) =>
    (await app.getTempFileURL({ fileList: [{ fileID, maxAge }] })).fileList[0]?.tempFileURL ?? ''
  const [short, long] = [await link(60), await link(1e9)]
  expect(await (await fetch(short)).text()).toBe('text')
  expect((await fetch(short.replace('linked', 'other'))).status).toBe(403)
  expect((await fetch(short.replace(/t=\d+/, 't=9999999999'))).status).toBe(403)
  expect((await fetch(short.split('?')[0] ?? '')).status).toBe(403)
  now += 60_000
  expect((await fetch(short)).status).toBe(403)
  expect((await fetch(long)).status).toBe(200)
  now += 24 * 3600_000
  expect((await fetch(long)).status).toBe(403)
})

test('a part of a file can be asked for; a page that somebody uploaded is saved, never run', async () => {
  const link = async (fileID: string) =>
    (await app.getTempFileURL({ fileList: [fileID] })).fileList[0]?.tempFileURL ?? ''
  const text = await link((await upload('part.txt', '0123456789')).fileID)
  const part = await fetch(text, { headers: { range: 'bytes=2-4' } })
  expect([part.status, await part.text()]).toEqual([206, '234'])
  const page = await fetch(await link((await upload('page.html', '<script>alert(1)</script>')).fileID))
  expect(page.headers.get('content-disposition')).toBe('attachment')
  expect(page.headers.get('x-content-type-options')).toBe('nosniff')
})

test('deleting says for each file what became of it', async () => {
  const { fileID } = await upload('gone.txt')
  const { fileList } = await app.deleteFile({
    fileList: [fileID, fileID, 'cloud://elsewhere.bucket/gone.txt'],
  })
  expect(fileList.map(({ code }) => code)).toEqual(['SUCCESS', 'STORAGE_FILE_NONEXIST', 'INVALID_PARAM'])
  expect(await codeOf(app.downloadFile({ fileID }))).toBe('STORAGE_FILE_NONEXIST')
  const urls = await app.getTempFileURL({ fileList: [fileID] })
  expect(urls.fileList[0]).toMatchObject({ code: 'STORAGE_FILE_NONEXIST', fileID, tempFileURL: '' })
})

test('a file is copied or moved; one that is there stays when it is to stay', async () => {
  await upload('a/photo.png', 'photo')
  const copy = (extra: object) =>
    app.copyFile({ fileList: [{ srcPath: 'a/photo.png', dstPath: 'b/photo.png', ...extra }] })
  expect((await copy({})).fileList[0]).toMatchObject({ fileId: expect.stringContaining('/b/photo.png') })
  expect((await copy({ overwrite: false })).fileList[0]?.code).toBe('STORAGE_REQUEST_FAIL')
  await copy({ removeOriginal: true })
  expect((await copy({})).fileList[0]?.code).toBe('STORAGE_FILE_NONEXIST')
  expect((await cloud.storage.files.list({ prefix: 'b/' })).map(({ path, bytes }) => [path, bytes])).toEqual([
    ['b/photo.png', 5],
  ])
})

test.each([
  '../outside.txt',
  'a/../../outside.txt',
  '/etc/outside.txt',
  'a//b.txt',
  './a.txt',
  'a/./b.txt',
  '%2e%2e/outside.txt',
  'a\\..\\..\\outside.txt',
  'a\0.txt',
  'a\n.txt',
  'folder/',
  '',
  '..',
])('no file may be called %j', async (path) => {
  const before = everything(cloud.folder)
  expect(await codeOf(upload(path))).toBe('INVALID_PARAM')
  expect(await codeOf(app.downloadFile({ fileID: `cloud://localcloud.localcloud-files/${path}` }))).toBe(
    'INVALID_PARAM',
  )
  expect(everything(cloud.folder)).toEqual(before)
})

test('a path is at most 850 bytes long, and a name in it 255', async () => {
  const nested = (bytes: number) => `${'a/'.repeat((bytes - 6) / 2)}aa.txt`
  expect(await codeOf(upload(nested(850)))).toBe('no error')
  expect(await codeOf(upload(nested(852)))).toBe('INVALID_PARAM')
  expect(await codeOf(upload(`${'长'.repeat(83)}.txt`))).toBe('no error')
  expect(await codeOf(upload(`${'长'.repeat(84)}.txt`))).toBe('INVALID_PARAM')
})

test('a link that leads out of the folder is not followed, neither to read nor to write', async () => {
  const outside = join(cloud.folder, 'outside')
  mkdirSync(outside)
  writeFileSync(join(outside, 'secret.txt'), 'secret')
  symlinkSync(outside, join(cloud.storage.files.storedFolder, 'way'))
  symlinkSync(join(outside, 'secret.txt'), join(cloud.storage.files.storedFolder, 'file.txt'))
  expect(await codeOf(upload('way/new.txt'))).toBe('STORAGE_REQUEST_FAIL')
  expect(await codeOf(upload('file.txt', 'changed'))).toBe('STORAGE_REQUEST_FAIL')
  const ids = ['way/secret.txt', 'file.txt'].map((path) => `cloud://localcloud.localcloud-files/${path}`)
  for (const fileID of ids) expect(await codeOf(app.downloadFile({ fileID }))).toBe('INVALID_PARAM')
  expect((await app.deleteFile({ fileList: ids })).fileList.map(({ code }) => code)).toEqual([
    'INVALID_PARAM',
    'INVALID_PARAM',
  ])
  expect(everything(outside)).toEqual(['secret.txt'])
  expect(readFileSync(join(outside, 'secret.txt'), 'utf8')).toBe('secret')
  // Not by a link for the browser either, were one signed.
  for (const path of ['way/secret.txt', '../city.db', '%2e%2e/city.db']) {
    const answer = await fetch(cloud.storage.link(path, 60, false))
    expect(answer.ok).toBe(false)
  }
})

test('a file that is too large, or of a type that is not taken, is refused and leaves nothing', async () => {
  for (const bytes of [1_000_001, 30_000_000])
    expect(await codeOf(upload('large.txt', Buffer.alloc(bytes)))).toBe('STORAGE_REQUEST_FAIL')
  expect(await codeOf(upload('program.exe'))).toBe('STORAGE_REQUEST_FAIL')
  const { url, authorization } = cloud.storage.uploadMetadata('large.txt')
  const fields = { key: 'large.txt', Signature: authorization }
  for (const bytes of [1_000_001, 30_000_000])
    expect((await fetch(url, { method: 'POST', body: form(fields, 'x'.repeat(bytes)) })).status).toBe(400)
  expect(await cloud.storage.files.list({ prefix: 'large' })).toEqual([])
  expect(await codeOf(upload('just.txt', Buffer.alloc(1_000_000)))).toBe('no error')
})

test('more forms at once than memory is meant for are asked to come back, and then are taken', async () => {
  const { url, authorization } = cloud.storage.uploadMetadata('busy.txt')
  const send = async () => {
    const body = form({ key: 'busy.txt', Signature: authorization }, 'x'.repeat(900_000))
    return (await fetch(url, { method: 'POST', body })).status
  }
  // Three large forms whose bodies do not come yet: the server has seen their headers when it says to go on.
  const waiting = await Promise.all(
    Array.from({ length: 3 }, async () => {
      const headers = {
        expect: '100-continue',
        'content-length': 1_000_000,
        'content-type': 'multipart/form-data',
      }
      const sending = request(url, { method: 'POST', headers })
      sending.on('error', () => {})
      sending.flushHeaders()
      await once(sending, 'continue')
      return sending
    }),
  )
  expect(await send()).toBe(503)
  const ends = waiting.map((sending) => once(sending, 'close'))
  for (const sending of waiting) sending.end(Buffer.alloc(1_000_000))
  await Promise.all(ends)
  expect(await send()).toBe(204)
})

test('the SDK’s getFileAuthority is refused by name: localcloud has no rules of who may read what', async () => {
  const variables = { WX_CONTEXT_KEYS: 'WX_OPENID', WX_OPENID: 'person-1' }
  Object.assign(process.env, variables)
  try {
    const asking = app.getFileAuthority({ fileList: [{ type: 'READ', path: 'a.txt' }] })
    expect(await codeOf(asking)).toBe('LOCALCLOUD_NOT_ANSWERED')
  } finally {
    for (const name of Object.keys(variables)) delete process.env[name]
  }
})

test('nonsense sent to the doors of the storage is refused with a status, and nothing is stored', async () => {
  const before = everything(cloud.folder)
  const { authorization } = cloud.storage.uploadMetadata('nonsense.txt')
  const text = fastCheck.oneof(fastCheck.string(), fastCheck.constant(authorization))
  const sent = fastCheck.record({
    method: fastCheck.constantFrom('GET', 'HEAD', 'POST', 'DELETE', 'PATCH'),
    door: fastCheck.oneof(
      fastCheck.constant('/upload'),
      fastCheck.string({ unit: 'binary' }).map((path) => `/files/${encodeURIComponent(path)}`),
      fastCheck.constantFrom(
        '/files/',
        '/files/%zz',
        '/files/..%2f..%2fcity.db',
        '/files/%00',
        '/files//etc/passwd',
      ),
    ),
    query: fastCheck.dictionary(fastCheck.constantFrom('sign', 't', 'sign[]'), fastCheck.string()),
    type: fastCheck.constantFrom('', 'multipart/form-data', 'multipart/form-data; boundary=b', 'text/plain'),
    body: fastCheck.oneof(
      fastCheck.string(),
      text.map(
        (value) => `--b\r\nContent-Disposition: form-data; name="Signature"\r\n\r\n${value}\r\n--b--\r\n`,
      ),
      text.map(
        (value) => `--b\r\nContent-Disposition: form-data; name="file"; filename="${encodeURI(value)}"`,
      ),
    ),
  })
  await fastCheck.assert(
    fastCheck.asyncProperty(sent, async ({ method, door, query, type, body }) => {
      const url = `${cloud.url}${door}?${new URLSearchParams(query)}`
      const hasBody = method !== 'GET' && method !== 'HEAD'
      const answer = await fetch(url, { method, headers: { 'content-type': type }, ...(hasBody && { body }) })
      await answer.arrayBuffer()
      expect(answer.status).toBeGreaterThanOrEqual(400)
      expect(answer.status).toBeLessThan(500)
    }),
    { seed: 20261124, numRuns: 1000 },
  )
  expect(everything(cloud.folder)).toEqual(before)
})

test('an upload that breaks off leaves no file, and what a killed process left is cleared away', async () => {
  const { url, authorization } = cloud.storage.uploadMetadata('broken.txt')
  await new Promise<void>((resolve) => {
    const sending = request(url, { method: 'PUT', headers: { authorization, 'content-length': 1000 } })
    sending.on('error', () => resolve())
    sending.write('half of it', () => sending.destroy(new Error('the phone went away')))
  })
  expect(await cloud.storage.files.find('broken.txt')).toBeUndefined()
  const breaksOff = (async function* () {
    yield Buffer.from('half of it')
    throw new Error('the phone went away')
  })()
  await expect(cloud.storage.files.write('broken.txt', breaksOff)).rejects.toThrow('the phone went away')
  expect(await cloud.storage.files.find('broken.txt')).toBeUndefined()
  const folder = join(cloud.folder, 'killed')
  mkdirSync(join(folder, 'arriving'), { recursive: true })
  writeFileSync(join(folder, 'arriving', 'half'), 'half')
  expect(await new Files(folder).list()).toEqual([])
  expect(everything(folder)).toEqual(['arriving', 'stored'])
})

test('a file and a folder cannot bear the same name on a disk: the second is refused with a code', async () => {
  await upload('name.txt')
  expect(await codeOf(upload('name.txt/inner.txt'))).toBe('STORAGE_REQUEST_FAIL')
  await upload('folder.txt/inner.txt')
  expect(await codeOf(upload('folder.txt'))).toBe('STORAGE_REQUEST_FAIL')
  expect(existsSync(join(cloud.folder, 'files', 'arriving'))).toBe(true)
  expect(readdirSync(join(cloud.folder, 'files', 'arriving'))).toEqual([])
})

test('more than fifty files in one request are refused', async () => {
  const fileList = Array.from(
    { length: 51 },
    (_, index) => `cloud://localcloud.localcloud-files/${index}.txt`,
  )
  expect(await codeOf(app.deleteFile({ fileList }))).toBe('INVALID_PARAM')
  expect(await codeOf(app.getTempFileURL({ fileList }))).toBe('INVALID_PARAM')
})
