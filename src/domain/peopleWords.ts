import type { Role } from '../contracts/roles'
import type { Claim, Notice } from './people'

/** What people read for a role. */
export const ROLE_NAMES: Record<Role, string> = {
  merchantOwner: '店主',
  merchantManager: '店铺管理员',
  unitClerk: '单位经办人',
  unitLead: '单位负责人',
  departmentOfficer: '行业部门人员',
  cityOfficer: '市信用办人员',
  auditor: '审计员',
}

/** What people read for where a claim stands. */
export const CLAIM_STATE_NAMES: Record<Claim['state'], string> = {
  submitted: '等待核对',
  confirmed: '已通过',
  refused: '未通过',
  withdrawn: '已撤回',
}

/** What a notice is about. */
export const NOTICE_NAMES: Record<Notice['kind'], string> = {
  claimConfirmed: '认领已通过',
  claimRefused: '认领未通过',
  claimDisputed: '有人认领您的店铺',
  shopHandedOver: '店铺已转让',
  roleEnded: '角色已结束',
  caseDecided: '申请已处理',
  rolesSuspended: '角色已暂停',
  rolesResumed: '角色已恢复，请重新设置操作密码',
  withdrawalLate: '撤回公示已超过期限',
}
