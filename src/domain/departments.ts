/** A department (行业部门) that answers for a trade over all units. */
export type Department = { key: string; name: string }

/** The departments that the programme document names, and those whose records come in; the list is open. */
export const DEPARTMENTS: readonly Department[] = [
  { key: 'marketRegulation', name: '市场监管' },
  { key: 'commerce', name: '商务' },
  { key: 'cultureAndTourism', name: '文旅' },
  { key: 'education', name: '教育' },
  { key: 'industry', name: '工信' },
  { key: 'agriculture', name: '农业农村' },
  { key: 'transport', name: '交通运输' },
  { key: 'health', name: '卫生健康' },
  { key: 'housing', name: '住建' },
  { key: 'emergencyManagement', name: '应急管理' },
  { key: 'environment', name: '生态环境' },
  { key: 'fireSafety', name: '消防' },
  { key: 'tobacco', name: '烟草' },
  { key: 'businessEnvironment', name: '营商' },
]
