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

/** What became of an API call; `undefined` is success without a value. */
type Outcome = object | undefined

/** What `wx` needs of its phone. */
export type WechatHost = {
  cloud: TestCloud
  openId: string
  work: PendingWork
  storage: Record<string, unknown>
  /** Whether a call of this action gets through now. */
  reaches: (action: string) => boolean
  /** What WeChat's scanner reads; undefined when the person cancels. */
  scan: () => string | undefined
  navigate: (how: Navigation, url: string) => Promise<void>
  scrollTo: (selector: string) => void
  dial: (phoneNumber: string) => void
  say: (title: string) => void
}

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

/** Makes a phone's `wx`. */
export function makeWechat(host: WechatHost) {
  const answer =
    <T extends object>(name: string, act: (options: T) => Promise<Outcome> | Outcome) =>
    (options: T & Options) =>
      settle(host.work, name, options, () => act(options))

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
    navigateTo: answer<{ url: string }>('navigateTo', ({ url }) => nothing(host.navigate('navigateTo', url))),
    redirectTo: answer<{ url: string }>('redirectTo', ({ url }) => nothing(host.navigate('redirectTo', url))),
    reLaunch: answer<{ url: string }>('reLaunch', ({ url }) => nothing(host.navigate('reLaunch', url))),
    pageScrollTo: answer<{ selector: string }>('pageScrollTo', ({ selector }) => {
      host.scrollTo(selector)
      return undefined
    }),
    makePhoneCall: answer<{ phoneNumber: string }>('makePhoneCall', ({ phoneNumber }) => {
      host.dial(phoneNumber)
      return undefined
    }),
    showToast: answer<{ title: string }>('showToast', ({ title }) => {
      host.say(title)
      return undefined
    }),
    scanCode: answer('scanCode', () => {
      const result = host.scan()
      if (result === undefined) throw new Refused({ errMsg: 'scanCode:fail cancel' })
      return { result, scanType: 'QR_CODE', charSet: 'UTF-8' }
    }),
    cloud: {
      init: () => {},
      callFunction: answer<FunctionCall>('cloud.callFunction', (call) => callFunction(host, call)),
    },
  }
}

type FunctionCall = { name: string; data: { action: string; input: unknown } }

async function callFunction(host: WechatHost, { name, data }: FunctionCall): Promise<Outcome> {
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

/** Everything crosses WeChat's bridge as JSON. */
function copy<T>(value: T): T {
  return value === undefined ? value : (JSON.parse(JSON.stringify(value)) as T)
}

async function nothing(work: Promise<void>): Promise<undefined> {
  await work
}

/** Ends a call the way WeChat does: by its callbacks, or by a promise where there is none. */
function settle(
  work: PendingWork,
  name: string,
  options: Options,
  act: () => Promise<Outcome> | Outcome,
): Promise<object> | undefined {
  const end = work.begin(`wx.${name}`)
  const { success, fail, complete } = options
  const result = (async () => {
    try {
      return { errMsg: `${name}:ok`, ...(await act()) }
    } finally {
      end()
    }
  })()
  if (!success && !fail && !complete)
    return result.catch((fault) => {
      throw fault instanceof Refused ? fault.fault : fault
    })
  result.then(
    (value) => {
      success?.(value)
      complete?.(value)
    },
    (fault) => {
      if (!(fault instanceof Refused)) throw fault
      fail?.(fault.fault)
      complete?.(fault.fault)
    },
  )
  return undefined
}
