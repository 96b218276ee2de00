import type { Audience, Effect, FUNCTIONS, FunctionName } from '../contracts/functions'
import type { Door } from './auditLine'

/** `function.action` of every action that may leave a line in the audit log: what needs a role, and what changes something. */
export type LoggedAction = {
  [F in FunctionName]: {
    [A in keyof (typeof FUNCTIONS)[F] & string]: (typeof FUNCTIONS)[F][A] extends
      | { audience: Extract<Audience, 'role'> }
      | { effect: Extract<Effect, 'change'> }
      ? `${F}.${A}`
      : never
  }[keyof (typeof FUNCTIONS)[F] & string]
}[FunctionName]

/** What an auditor reads for an action. */
export const ACTION_NAMES: Record<LoggedAction, string> = {
  'people.me.export': '导出本人数据',
  'people.me.delete': '删除本人数据',
  'people.notice.see': '查看通知',
  'people.pin.set': '设置操作密码',
  'people.session.end': '结束电脑登录',
  'people.grant.leave': '退出角色',
  'people.login.begin': '打开电脑登录',
  'people.login.collect': '完成电脑登录',
  'people.login.scan': '扫描登录二维码',
  'people.login.approve': '同意电脑登录',
  'people.login.refuse': '拒绝电脑登录',
  'people.invitation.accept': '接受邀请',
  'people.invitation.make': '发出邀请',
  'people.invitation.list': '查看邀请列表',
  'people.invitation.cancel': '撤回邀请',
  'people.grant.list': '查看人员列表',
  'people.grant.end': '结束角色',
  'people.grant.suspend': '暂停角色',
  'people.grant.resume': '恢复角色',
  'people.entity.list': '查看市场主体列表',
  'people.evidence.prepare': '上传执照照片',
  'people.claim.submit': '提交认领',
  'people.claim.withdraw': '撤回认领',
  'people.claim.list': '查看认领列表',
  'people.claim.read': '查看认领',
  'people.claim.evidence': '查看执照照片',
  'people.claim.decide': '处理认领',
  'people.claimCode.make': '生成认领码',
  'people.claimCode.redeem': '使用认领码',
  'people.value.reveal': '查看加密信息',
  'intake.file.prepare': '准备报送文件',
  'intake.file.begin': '开始核对文件',
  'intake.file.list': '查看报送列表',
  'intake.file.read': '查看报送文件',
  'intake.file.progress': '查看处理进度',
  'intake.file.confirm': '确认入库',
  'intake.file.cancel': '停止入库',
  'intake.file.result': '下载处理结果',
  'intake.held.list': '查看待处理的行',
  'intake.held.count': '统计待处理的行',
  'intake.held.decide': '处理搁置的行',
  'intake.record.withdraw': '撤回公示信息',
  'intake.withdrawal.due': '查看撤回期限',
  'cases.record.list': '查看信用记录',
  'cases.record.tier': '提出改档',
  'cases.record.confirmTier': '确认改档',
  'cases.record.suspend': '暂停公示',
  'cases.record.resume': '恢复公示',
  'cases.objection.file': '提出异议',
  'cases.repair.file': '申请信用修复',
  'cases.clarification.file': '提交主体说明',
  'cases.mistake.file': '公众纠错',
  'cases.case.list': '查看申请列表',
  'cases.case.read': '查看一件申请',
  'cases.case.proof': '查看材料照片',
  'cases.case.contact': '查看联系电话',
  'cases.case.takeBack': '撤回申请',
  'cases.case.decide': '处理申请',
  'document.report.make': '生成本店报告文件',
  'document.report.makePublic': '生成公开报告文件',
  'document.data.read': '导出本店数据',
  'audit.line.list': '查看审计日志',
  'audit.line.read': '查看日志详情',
  'audit.line.export': '导出审计日志',
}

/** What an auditor reads for a job or a command; a job that is not in here does not compile. */
export const JOB_NAMES = {
  'job.auditSeal': '封存日志链尾',
  'job.auditAnchor': '确定日志归档位置',
  'job.auditArchive': '日志归档后移出',
  'job.retention': '删除到期数据',
  'job.rotateKeys': '更换加密密钥',
  'job.reorganise': '主体划转到另一单位',
  'job.intake': '归集信用信息',
  'job.intakeClearing': '清理归集文件',
  'job.withdrawalAlarm': '提醒撤回公示已超过期限',
  'job.importRegistry': '导入登记信息',
  'job.trialPlaques': '发放试用标牌',
  'job.preset': '预置赋码',
  'command.firstOfficer': '邀请第一位市信用办人员',
}
/** A job, or a command on the server, that leaves lines. */
export type JobName = keyof typeof JOB_NAMES

/** What an auditor reads for the way somebody came in. */
export const DOOR_NAMES: Record<Door, string> = {
  wechat: '微信小程序',
  desktop: '电脑端',
  command: '服务器命令',
  timer: '定时任务',
  anonymous: '未登录',
}

/** Whom a line is about: a masked name, or words for who has none. Somebody who has not logged in is not the system. */
export function nameOfActor(line: {
  personId: string | null
  maskedName: string | null
  door: Door
}): string {
  if (line.personId !== null) return line.maskedName ?? '未登记姓名'
  return line.door === 'anonymous' ? '未登录的人' : '系统'
}

/** The name of what was done; of something that is not known any more, its key. */
export function nameOfAction(action: string): string {
  const names: Record<string, string> = { ...ACTION_NAMES, ...JOB_NAMES }
  return names[action] ?? action
}
