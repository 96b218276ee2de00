import { WireError } from '../../../src/localcloud/wire/errors'
import type { TestCloud } from '../cloud'
import type { PendingWork } from './pendingWork'

/** WeChat's API (`wx`), as far as the app uses it: a missing one fails as it would on a phone that lacks it. */

/** What an API call is given; a call without callbacks gets a promise. */
type Options = {
  success?: (result: object) => void
  fail?: (fault: object) => void
  complete?: (result: object) => void
}

/** What `wx` needs of its phone. */
export type WechatHost = {
  cloud: TestCloud
  openId: string
  work: PendingWork
  /** A bug in what the app does with an answer. */
  onFault: (fault: unknown) => void
  storage: Record<string, unknown>
  /** Whether a call of this action gets through now. */
  reaches: (action: string) => boolean
  /** What WeChat's scanner reads; undefined when the person cancels. */
  scan: () => string | undefined
  /** The picture that the person takes; undefined when they cancel. */
  takePicture: () => Buffer | undefined
  /** The file that the person chooses from a chat; undefined when they cancel. */
  chooseFile: () => ChatFile | undefined
  /** Whether the person agrees to the privacy guide, which WeChat asks before the first use of what is private. */
  agreesToPrivacy: () => boolean
  /** Whether an upload gets through now. */
  uploads: () => boolean
  navigate: (how: Navigation, url: string) => void
  back: () => void
  /** A file that the person sends to a chat; false when they cancel. */
  shareFile: (fileName: string, text: string) => boolean
  /** A file that WeChat opens for the person; `content` as it was written. */
  openFile: (filePath: string, content: string) => void
  scrollTo: (selector: string) => void
  dial: (phoneNumber: string) => unknown
  say: (title: string) => unknown
}

/** A file that somebody sent to a chat. */
export type ChatFile = { name: string; content: Buffer }

/** Ways to another page. */
export type Navigation = 'navigateTo' | 'redirectTo' | 'reLaunch'

/** What an API call ends with when it cannot do what it was asked. */
class Refused {
  constructor(readonly fault: object) {}
}

/** Codes of `wx.cloud.callFunction` for what becomes of a function in the cloud. */
const CLOUD_CODES: Partial<Record<WireError['code'], number>> = {
  FUNCTION_NOT_FOUND: -501000,
  FUNCTION_INVOCATION_FAILED: -504002,
  FUNCTION_TIME_LIMIT_EXCEEDED: -504003,
}
const NETWORK_FAULT = -1
const USER_DATA_PATH = 'wxfile://usr'

/** Makes a phone's `wx`. */
export function makeWechat(host: WechatHost) {
  const temporary = new Map<string, Buffer>()
  const keepTemporary = (content: Buffer) => {
    const path = `wxfile://tmp_${temporary.size}`
    temporary.set(path, content)
    return path
  }
  const fileAt = (path: string, api: string) => {
    const content = temporary.get(path)
    if (!content) throw new Refused({ errMsg: `${api}:fail file not exist` })
    return content
  }
  const written = new Map<string, string>()
  const answer =
    <T extends object>(name: string, act: (options: T) => Promise<object> | object) =>
    (options: T & Options) =>
      settle(host, name, options, () => act(options))

  return {
    canIUse: () => true,
    getSystemInfoSync: () => ({ SDKVersion: '3.8.0', platform: 'android', windowWidth: 375 }),
    getStorageSync: (key: string) => (Object.hasOwn(host.storage, key) ? copy(host.storage[key]) : ''),
    setStorageSync: (key: string, value: unknown) => {
      host.storage[key] = copy(value)
    },
    removeStorageSync: (key: string) => {
      delete host.storage[key]
    },
    navigateTo: answer('navigateTo', (to: Address) => done(host.navigate('navigateTo', to.url))),
    redirectTo: answer('redirectTo', (to: Address) => done(host.navigate('redirectTo', to.url))),
    reLaunch: answer('reLaunch', (to: Address) => done(host.navigate('reLaunch', to.url))),
    navigateBack: answer('navigateBack', () => done(host.back())),
    pageScrollTo: answer('pageScrollTo', (to: { selector: string }) => done(host.scrollTo(to.selector))),
    makePhoneCall: answer('makePhoneCall', (to: { phoneNumber: string }) => done(host.dial(to.phoneNumber))),
    showToast: answer('showToast', (note: { title: string }) => done(host.say(note.title))),
    scanCode: answer('scanCode', () => {
      const result = host.scan()
      if (result === undefined) throw new Refused({ errMsg: 'scanCode:fail cancel' })
      return { result, scanType: 'QR_CODE', charSet: 'UTF-8' }
    }),
    chooseMedia: answer('chooseMedia', () => {
      if (!host.agreesToPrivacy())
        throw new Refused({ errno: 104, errMsg: 'chooseMedia:fail privacy permission is not authorized' })
      const taken = host.takePicture()
      if (!taken) throw new Refused({ errMsg: 'chooseMedia:fail cancel' })
      return {
        type: 'image',
        tempFiles: [{ tempFilePath: keepTemporary(taken), size: taken.length, fileType: 'image' }],
      }
    }),
    chooseMessageFile: answer('chooseMessageFile', () => {
      if (!host.agreesToPrivacy())
        throw new Refused({
          errno: 104,
          errMsg: 'chooseMessageFile:fail privacy permission is not authorized',
        })
      const chosen = host.chooseFile()
      if (!chosen) throw new Refused({ errMsg: 'chooseMessageFile:fail cancel' })
      const { name, content } = chosen
      return { tempFiles: [{ path: keepTemporary(content), name, size: content.length, type: 'file' }] }
    }),
    env: { USER_DATA_PATH },
    shareFileMessage: answer('shareFileMessage', ({ filePath, fileName }: SharedFile) => {
      const text = written.get(filePath)
      if (text === undefined) throw new Refused({ errMsg: 'shareFileMessage:fail file not exist' })
      if (!host.shareFile(fileName, text)) throw new Refused({ errMsg: 'shareFileMessage:fail cancel' })
      return {}
    }),
    openDocument: answer('openDocument', ({ filePath }: { filePath: string }) => {
      const content = written.get(filePath)
      if (content === undefined) throw new Refused({ errMsg: 'openDocument:fail file not exist' })
      return done(host.openFile(filePath, content))
    }),
    getFileSystemManager: () => ({
      writeFileSync: (filePath: string, text: string) => void written.set(filePath, text),
      appendFileSync: (filePath: string, data: ArrayBuffer) =>
        void written.set(filePath, `${written.get(filePath) ?? ''}${Buffer.from(data).toString()}`),
      readFileSync: (filePath: string) => new Uint8Array(fileAt(filePath, 'readFileSync')).buffer,
      readFile: answer('readFile', ({ filePath, position, length }: ReadPart) => {
        const content = fileAt(filePath, 'readFile')
        if (length > content.length) throw new Refused({ errMsg: 'readFile:fail length out of range' })
        return { data: new Uint8Array(content.subarray(position, position + length)).buffer }
      }),
    }),
    uploadFile: (upload: Upload & Options) => {
      const listeners: ((told: { progress: number }) => void)[] = []
      answer('uploadFile', async (asked: Upload) => {
        const result = await uploadFile(host, asked, fileAt(asked.filePath, 'uploadFile'))
        for (const listener of listeners) listener({ progress: 100 })
        return result
      })(upload)
      return { onProgressUpdate: (listener: (typeof listeners)[number]) => void listeners.push(listener) }
    },
    downloadFile: answer('downloadFile', async ({ url }: Address) => {
      const file = await fetch(url)
      const content = Buffer.from(await file.arrayBuffer())
      return { statusCode: file.status, tempFilePath: keepTemporary(content) }
    }),
    cloud: {
      init: () => {},
      callFunction: answer('cloud.callFunction', (call: FunctionCall) => callFunction(host, call)),
    },
  }
}

type Address = { url: string }
type FunctionCall = { name: string; data: { action: string; input: unknown } }

async function callFunction(host: WechatHost, { name, data }: FunctionCall): Promise<object> {
  if (!host.reaches(data.action))
    throw new Refused({ errCode: NETWORK_FAULT, errMsg: 'cloud.callFunction:fail request:fail' })
  // WeChat puts the person into the event as well, where anybody could have written it.
  const event = { ...copy(data), userInfo: { openId: host.openId } }
  try {
    return { result: copy(await host.cloud.callFunction(name, event, { openId: host.openId })) }
  } catch (fault) {
    if (!(fault instanceof WireError)) throw fault
    const errCode = CLOUD_CODES[fault.code]
    throw new Refused({ errCode, errMsg: `cloud.callFunction:fail ${errCode} ${fault.message}` })
  }
}

type ReadPart = { filePath: string; position: number; length: number }
type SharedFile = { filePath: string; fileName: string }
type Upload = { url: string; filePath: string; name: string; formData: Record<string, string> }

async function uploadFile(host: WechatHost, upload: Upload, content: Buffer): Promise<object> {
  if (!host.uploads()) throw new Refused({ errMsg: 'uploadFile:fail timeout' })
  const form = new FormData()
  for (const [name, value] of Object.entries(upload.formData)) form.append(name, value)
  form.append(upload.name, new Blob([new Uint8Array(content)]))
  const answer = await fetch(upload.url, { method: 'POST', body: form })
  return { statusCode: answer.status, data: await answer.text() }
}

/** Everything crosses WeChat's bridge as JSON. */
function copy<T>(value: T): T {
  return value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T)
}

/** Done, and nothing to tell. */
function done(_act: unknown): object {
  return {}
}

/** Ends a call the way WeChat does: by its callbacks, or by a promise where there is none. */
function settle(host: WechatHost, name: string, options: Options, act: () => Promise<object> | object) {
  const { success, fail, complete } = options
  const result = outcomeOf(host.work, name, act)
  if (!success && !fail && !complete) return result
  result
    .then(
      (value) => success?.(value),
      (fault) => fail?.(fault),
    )
    .then(() => complete?.({}))
    .catch(host.onFault)
  return undefined
}

async function outcomeOf(work: PendingWork, name: string, act: () => Promise<object> | object) {
  const end = work.begin(`wx.${name}`)
  try {
    return { errMsg: `${name}:ok`, ...(await act()) }
  } catch (fault) {
    throw fault instanceof Refused ? fault.fault : fault
  } finally {
    end()
  }
}
