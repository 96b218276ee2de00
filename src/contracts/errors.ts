/**
 * The registry of expected failures that may cross the wire. A code is never renamed, renumbered or reused;
 * its message tells a person what happened and what to do next.
 */
export const ERROR_MESSAGES = {
  PLAQUE_INPUT_EMPTY: { zh: '请输入标牌编号，或扫描标牌上的二维码。' },
  PLAQUE_INPUT_TOO_LONG: { zh: '输入的内容太长，不是标牌编号。请只输入标牌上的 9 位编号。' },
  PLAQUE_INPUT_UNKNOWN: { zh: '这不是“码上诚信”标牌的内容。请扫描标牌上的二维码，或输入标牌上的 9 位编号。' },
  PLAQUE_LINK_OTHER_HOST: { zh: '这个链接不是“码上诚信”的网址，请勿在其中填写个人信息。' },
  PLAQUE_CODE_LENGTH: { zh: '标牌码应为 20 位，请重新扫描标牌上的二维码。' },
  PLAQUE_CODE_CHARACTER: { zh: '标牌码中有不会出现的字符，请重新扫描标牌上的二维码。' },
  PLAQUE_CODE_NOT_GENUINE: { zh: '这个码不是由“码上诚信”平台发出的。' },
  PLAQUE_NUMBER_LENGTH: { zh: '标牌编号应为 9 位数字，请核对后重新输入。' },
  PLAQUE_NUMBER_CHECK: { zh: '标牌编号有一位输错了，请对照标牌核对后重新输入。' },
  PLAQUE_UNKNOWN: { zh: '平台上没有这块标牌，请核对标牌编号。' },
  REQUEST_INVALID: { zh: '请求的内容不符合要求，请更新到最新版本后再试。' },
  REQUEST_TOO_LARGE: { zh: '提交的内容太大，请减少后再试。' },
  ACTION_UNKNOWN: { zh: '没有这项功能，请更新到最新版本后再试。' },
  NOT_ALLOWED: { zh: '您没有使用这项功能的权限。' },
  NETWORK_UNREACHABLE: { zh: '网络没有连上。请检查网络后重试。' },
  SERVER_FAULT: { zh: '服务暂时出了问题，不是标牌的问题。请稍后重试。' },
} as const satisfies Record<string, { zh: string }>

/** A code of the registry. */
export type ErrorCode = keyof typeof ERROR_MESSAGES

/** Languages that messages exist in; English and Russian join the table later. */
export type Language = 'zh'

/** An expected failure as it crosses the wire. `details` never carries personal data. */
export type CallError = { code: ErrorCode; message: string; details?: Record<string, string | number> }

/** Makes the wire form of a failure, with the message in the person's language. */
export function callError(
  code: ErrorCode,
  details?: CallError['details'],
  language: Language = 'zh',
): CallError {
  return { code, message: ERROR_MESSAGES[code][language], ...(details && { details }) }
}
