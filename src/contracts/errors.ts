/** What may stand in the way of somebody who scans. */
export const PUBLIC_MESSAGES = {
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
  TOO_MANY_REQUESTS: { zh: '操作太频繁，请过一分钟再试。' },
  NETWORK_UNREACHABLE: { zh: '网络没有连上。请检查网络后重试。' },
  SERVER_FAULT: { zh: '服务暂时出了问题，不是标牌的问题。请稍后重试。' },
} as const satisfies Record<string, { zh: string }>

/** What may stand in the way of somebody who acts: logs in, claims a shop, holds a role. */
const PEOPLE_MESSAGES = {
  SIGN_IN_NEEDED: { zh: '请先登录。登录超过 30 分钟没有操作，或在手机上结束后，需要重新扫码登录。' },
  WECHAT_NEEDED: { zh: '这一步请在微信小程序中完成。' },
  NOT_FOUND: { zh: '没有找到，可能已被删除，也可能不在您的权限范围内。' },
  ENTITY_UNKNOWN: { zh: '没有找到这个市场主体，请核对营业执照上的统一社会信用代码。' },
  ENTITY_CLOSED: { zh: '这个市场主体已注销或被吊销，不能加入。如登记信息有误，请联系登记机关。' },
  CREDIT_CODE_INVALID: { zh: '统一社会信用代码不正确，请对照营业执照核对 18 位代码。' },
  NAME_INVALID: { zh: '请填写真实姓名，2 至 30 个字。' },
  PHONE_INVALID: { zh: '请填写 11 位手机号码。' },
  REASON_MISSING: { zh: '请写明理由，至少 4 个字。' },
  PERSONAL_NUMBER_REFUSED: { zh: '这里不需要身份证号、手机号等个人号码，请删去后再提交。' },
  INVITATION_UNKNOWN: { zh: '这个邀请无效，请向邀请您的人要一个新的。' },
  INVITATION_EXPIRED: { zh: '这个邀请已超过 24 小时，请向邀请您的人要一个新的。' },
  INVITATION_USED: { zh: '这个邀请已经用过或已撤回，请向邀请您的人要一个新的。' },
  INVITATION_OWN: { zh: '不能接受自己发出的邀请。' },
  ROLE_NOT_YOURS_TO_GIVE: { zh: '您不能授予或结束这个角色，请联系市信用办或本单位负责人。' },
  ROLE_PLACE_INVALID: { zh: '角色和所属单位、部门或店铺不相符，请重新选择。' },
  ROLE_ALREADY_HELD: { zh: '这个人已经有这个角色。' },
  ROLE_EXCLUDED: { zh: '审计员不能兼任其他角色，其他角色的人也不能担任审计员。' },
  ROLE_ENDED: { zh: '这个角色已经结束。' },
  ROLE_SHOP_HAS_OWNER: { zh: '这家店已有店主。请由店主转让，或由新店主提交认领。' },
  ROLE_LAST_OFFICER: { zh: '这是最后一位市信用办人员，请先邀请另一位。' },
  CLAIM_OPEN_ALREADY: { zh: '您已提交过这家店的认领，正在核对。' },
  CLAIM_ALREADY_OWNER: { zh: '这家店已经在您名下。' },
  CLAIM_DECIDED: { zh: '这个认领已由别人处理，请返回列表重新打开查看。' },
  CLAIM_OWN: { zh: '不能处理自己提交的或涉及自己店铺的认领，请由同事处理。' },
  CLAIM_EVIDENCE_MISSING: { zh: '请上传营业执照照片。' },
  CLAIM_EVIDENCE_GONE: { zh: '照片已按期删除，不能再看。' },
  CONSENT_MISSING: { zh: '请先阅读并同意加入说明。' },
  CLAIM_CODE_UNKNOWN: { zh: '认领码不正确，请核对工作人员给您的 8 位数字。' },
  CLAIM_CODE_EXPIRED: { zh: '认领码已失效（30 分钟内有效），请工作人员重新给一个。' },
  CLAIM_CODE_USED: { zh: '认领码已经用过，请工作人员重新给一个。' },
  LOGIN_UNKNOWN: { zh: '登录二维码无效，请在电脑上换一个二维码再扫。' },
  LOGIN_EXPIRED: { zh: '登录二维码已过期，请在电脑上换一个二维码再扫。' },
  LOGIN_USED: { zh: '登录二维码已被扫过，请在电脑上换一个二维码再扫。' },
  LOGIN_NO_ROLE: { zh: '您还没有工作角色，不能登录电脑端。' },
  PIN_INVALID: { zh: '密码应为 6 位数字，不能是 6 个相同或连续的数字。' },
  PIN_MISSING: { zh: '您还没有设置 6 位操作密码，请先设置。' },
  PIN_WRONG: { zh: '操作密码不正确。连续错 5 次将锁定 15 分钟。' },
  PIN_LOCKED: { zh: '操作密码已锁定，请 15 分钟后再试。' },
  SESSION_UNKNOWN: { zh: '没有找到这次登录，可能已经结束。' },
  INTAKE_FILE_SIZE: { zh: '文件应在 200 MB 以内，并且不是空的。更大的请分成几个文件。' },
  INTAKE_FILE_MISSING: { zh: '文件没有上传完整，请重新上传。' },
  INTAKE_RESULT_MISSING: { zh: '处理结果没有取到，请稍后再试。' },
  INTAKE_RESULT_GONE: { zh: '处理结果只保留 30 天，已经删除。需要的话，请把原来的文件再上传核对一次。' },
  INTAKE_STATE: { zh: '这个文件已不在这一步，请返回列表重新打开查看。' },
  HELD_ROW_DECIDED: { zh: '其中有的行已由别人处理，请返回后重新打开再选。' },
  HELD_ROW_ENTITY: { zh: '请先选定这一行对应的市场主体，一次处理一行。' },
  HELD_ROW_UNIT: { zh: '请先选定这个主体所属的报送单位，一次处理一行。' },
  NOT_MARKET_ENTITY: { zh: '这个代码不是企业、个体工商户或农民专业合作社的，不能入库。' },
  INTAKE_KIND_DEPARTMENT: { zh: '登记信息只由市场监管部门报送。' },
  HELD_ROW_PERSONAL: { zh: '这一行含有个人信息，不能直接公开。请在文件中隐去后重新报送。' },
  RECORD_OF_OTHERS: { zh: '这条记录由别的部门报送，请联系那个部门。' },
  RECORD_UNKNOWN: { zh: '没有找到这条记录。' },
  WITHDRAWAL_INVALID: { zh: '请选择撤回原因，撤回日期不能晚于今天。' },
  FILE_REFUSED: { zh: '只能上传 JPG 或 PNG 图片，不超过 10 MB。' },
} as const satisfies Record<string, { zh: string }>

/** What may stand in the way of somebody who wants a record put right, or decides about it. */
const CASE_MESSAGES = {
  CASE_TEXT_MISSING: { zh: '请写清楚哪里有误、应当是什么，至少 4 个字。' },
  CASE_OPEN_ALREADY: { zh: '这条记录已有同类申请在处理，请等处理结果。' },
  CASE_CLOSED: { zh: '这件申请已处理完毕或已撤回，请返回列表重新打开查看。' },
  CASE_OWN: { zh: '不能处理自己提交的或涉及自己店铺的申请，请由同事处理。' },
  CASE_OUTCOME_INVALID: { zh: '这类申请不能这样处理，请重新选择处理结果。' },
  CASE_NEXT_STEP_MISSING: { zh: '请写明提交人下一步可以怎么办，至少四个字，例如到哪里、凭什么材料再申请。' },
  CASE_CORRECTION_MISSING: { zh: '请至少更正一项内容。只能更正向社会公开的内容，不能更正主体和文书号。' },
  CASE_CORRECTION_DATE: { zh: '日期请写成 2026-03-05 这样，并且要真有这一天。' },
  CASE_PROOF_GONE: { zh: '材料照片已按期删除，不能再看。' },
  REPAIR_NOT_YET: { zh: '还没有到可以申请信用修复的日期。' },
  REPAIR_NOT_POSSIBLE: { zh: '这条记录没有在公示，或者公示期内不得提前修复，不能申请信用修复。' },
  REPAIR_PROOF_MISSING: { zh: '请上传履行完毕的证明材料照片，至少一张。' },
  REPAIR_PROMISE_MISSING: { zh: '请阅读并作出信用修复承诺。' },
  TIER_NOT_POSSIBLE: { zh: '只有行政处罚可以改档，并且要和现在的档次不同。' },
  TIER_NOT_PROPOSED: { zh: '没有等待确认的改档，请返回后重新打开查看。' },
  TIER_SECOND_PERSON: { zh: '改档须由另一个人确认，不能确认自己提出的。' },
  SUSPENDED_ALREADY: { zh: '这条记录已经暂停公示。' },
  NOT_SUSPENDED: { zh: '这条记录没有暂停公示。' },
} as const satisfies Record<string, { zh: string }>

/** What may stand in the way of a report document. */
const DOCUMENT_MESSAGES = {
  DOCUMENT_NUMBER_INVALID: {
    zh: '报告编号应为 22 位：14 位时间，再加 7 位数字和 1 个大写字母。请对照报告核对。',
  },
  DOCUMENT_UNKNOWN: { zh: '平台没有出具过这份报告，或查验码不正确。请对照报告核对；仍查不到的，请勿采信。' },
  DOCUMENT_TOO_LARGE: { zh: '内容太多，一份文件装不下。请在页面上查看，或由店主导出数据。' },
  REPORT_NOT_SHOWN: { zh: '这块标牌目前没有可以出具的报告。' },
} as const satisfies Record<string, { zh: string }>

/** What may stand in the way of printing plaques. */
const PLAQUE_MESSAGES = {
  PLAQUE_NAME_CHARACTERS: { zh: '名称里有字库没有的字，这块标牌不能打印。请先核对登记的名称。' },
  PLAQUE_NAME_LENGTH: { zh: '名称空缺，或太长，标牌上放不下。请先核对登记的名称。' },
  PLAQUE_ENTITY_CLOSED: { zh: '这个市场主体已注销、被吊销，或不在库中，不再制牌。' },
  PLAQUE_NOT_OF_UNIT: { zh: '这不是本单位已推送或已赋码的标牌，请核对编号。' },
  PLAQUE_LINK_LENGTH: { zh: '网址太长，二维码会小得扫不出来。请选择大一些的标牌，或改用短一些的域名。' },
} as const satisfies Record<string, { zh: string }>

/**
 * The registry of expected failures that may cross the wire. A code is never renamed, renumbered or reused;
 * its message tells a person what happened and what to do next.
 */
export const ERROR_MESSAGES = {
  ...PUBLIC_MESSAGES,
  ...PEOPLE_MESSAGES,
  ...CASE_MESSAGES,
  ...DOCUMENT_MESSAGES,
  ...PLAQUE_MESSAGES,
}

/** A code of the registry. */
export type ErrorCode = keyof typeof ERROR_MESSAGES

/** Nothing is wrong with what was asked: the same may go well when it is asked again. */
export function mayPass(code: ErrorCode): boolean {
  return code === 'NETWORK_UNREACHABLE' || code === 'SERVER_FAULT' || code === 'TOO_MANY_REQUESTS'
}

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
