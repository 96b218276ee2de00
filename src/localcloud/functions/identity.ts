import type { Call, CallerKind } from './calls'

/** A WeChat user as the platform knows it. localcloud sets it, a caller never does. */
export type WechatIdentity = { openId: string; appId?: string; unionId?: string }

/** An identity to try things with; `label` is what people read where they choose one. */
export type NamedIdentity = WechatIdentity & { label?: string }

/** Who has a function called. */
export type Caller =
  | { kind: 'wechat'; identity: WechatIdentity }
  /** HTTP access; anonymous unless the installation lets testers choose who they are. */
  | { kind: 'http'; identity?: WechatIdentity }
  /** Another function, during the given call. */
  | { kind: 'function'; call: Call }
  | { kind: 'timer' }
  /** Somebody who holds the environment's credentials, outside of any function. */
  | { kind: 'server' }

/** The app id of callers whose identity names none. */
const LOCAL_APP_ID = 'wx0000000000000000'
const SOURCES: Record<CallerKind, string> = {
  wechat: 'wx_client',
  http: 'wx_http',
  function: 'scf',
  timer: 'wx_trigger',
  server: '',
}

/** The facts about a caller that CloudBase gives to a function, by CloudBase's names. */
export function callerVariables(caller: Caller, environmentId: string): Record<string, string> {
  const cloud = { TCB_ENV: environmentId, TCB_SOURCE: SOURCES[caller.kind] }
  const identity = 'identity' in caller ? caller.identity : undefined
  const wechat = identity ? wechatVariables(identity) : {}
  return {
    ...cloud,
    TCB_CONTEXT_KEYS: Object.keys(cloud).join(','),
    ...wechat,
    ...(identity && { WX_CONTEXT_KEYS: Object.keys(wechat).join(',') }),
  }
}

function wechatVariables({ openId, appId = LOCAL_APP_ID, unionId }: WechatIdentity): Record<string, string> {
  return { WX_OPENID: openId, WX_APPID: appId, ...(unionId && { WX_UNIONID: unionId }) }
}

/** `A=1;B=2`. Throws on a value that would read as a further fact. */
export function asEnviron(variables: Record<string, string>): string {
  return Object.entries(variables)
    .map(([name, value]) => {
      if (value.includes(';')) throw new Error(`${name} must not hold a semicolon`)
      return `${name}=${value}`
    })
    .join(';')
}

/** The event as WeChat hands it over: `userInfo` is the platform's, whatever the caller wrote there. */
export function withUserInfo(event: unknown, caller: Caller): unknown {
  if (caller.kind !== 'wechat' || typeof event !== 'object' || event === null || Array.isArray(event))
    return event
  const { openId, appId = LOCAL_APP_ID } = caller.identity
  return { ...event, userInfo: { openId, appId } }
}
