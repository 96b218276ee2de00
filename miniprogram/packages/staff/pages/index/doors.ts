import type { GrantView } from '../../../../../src/contracts/people'
import { RIGHTS, type RoleAction } from '../../../../../src/contracts/roles'

/** A way into a page of the work, with the action that it is for. */
type Door = { label: string; note: string; url: string; action: RoleAction }

const DOORS: readonly Door[] = [
  {
    label: '店铺认领',
    note: '核对店主提交的认领，通过或说明理由不通过',
    url: '/packages/staff/pages/claims/index',
    action: 'people.claim.list',
  },
  {
    label: '当面认领码',
    note: '到店核对后给店主一个 8 位数字',
    url: '/packages/staff/pages/claimCode/index',
    action: 'people.claimCode.make',
  },
  {
    label: '市场主体',
    note: '按代码或名称查找，看有没有店主认领',
    url: '/packages/staff/pages/entities/index',
    action: 'people.entity.list',
  },
  {
    label: '信用记录',
    note: '一家主体的全部记录：公示没有、为什么、改档、暂停和撤回公示',
    url: '/packages/staff/pages/records/index',
    action: 'cases.record.tier',
  },
  {
    label: '归集文件',
    note: '上传表格，核对后入库；下载模板和处理结果',
    url: '/packages/staff/pages/intakes/index',
    action: 'intake.file.prepare',
  },
  {
    label: '待处理的行',
    note: '机器拿不准的记录，由您核对后决定',
    url: '/packages/staff/pages/held/index',
    action: 'intake.held.decide',
  },
  {
    label: '撤回期限',
    note: '该撤下还没有撤下的，三个工作日内要办完',
    url: '/packages/staff/pages/withdrawals/index',
    action: 'intake.withdrawal.due',
  },
  {
    label: '异议、修复和说明',
    note: '按办理期限排列，核对后作出决定',
    url: '/packages/staff/pages/cases/index',
    action: 'cases.case.decide',
  },
  {
    label: '人员和邀请',
    note: '谁有角色、手机丢失时暂停、结束角色',
    url: '/packages/staff/pages/people/index',
    action: 'people.grant.suspend',
  },
  {
    label: '邀请同事',
    note: '生成二维码，对方用微信扫一扫就能接受',
    url: '/packages/staff/pages/invite/index',
    action: 'people.grant.suspend',
  },
  {
    label: '操作日志',
    note: '谁在什么时候做了什么，只能看',
    url: '/packages/staff/pages/log/index',
    action: 'audit.line.list',
  },
]

/** The pages that the roles have a use for, by the role table. */
export function doorsOf(grants: readonly Pick<GrantView, 'role'>[]): readonly Door[] {
  return DOORS.filter(({ action }) => grants.some(({ role }) => role in RIGHTS[action]))
}
