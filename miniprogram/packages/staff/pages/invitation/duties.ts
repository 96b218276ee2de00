import type { Role } from '../../../../../src/contracts/roles'

/** What somebody takes on with a role, in a sentence or two. */
export const DUTIES: Record<Role, string> = {
  merchantOwner: '您可以打理这家店，指定管理员，也可以转让给别人。',
  merchantManager: '您可以帮店主打理这家店，随时可以退出。',
  unitClerk: '您核对本单位店主提交的认领，到店给店主认领码。您做的每一步都记入操作日志。',
  unitLead: '您核对本单位的认领，也可以邀请经办人、结束他们的角色。您做的每一步都记入操作日志。',
  departmentOfficer: '您查看本行业的市场主体。您做的每一步都记入操作日志。',
  cityOfficer: '您管理全市的单位、人员和认领。您做的每一步都记入操作日志。',
  auditor: '您只查看操作日志，不能办理任何事项，也不能兼任其他角色。',
}
