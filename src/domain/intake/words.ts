import type { HeadingFault } from './headings'
import type { IntakeState } from './job'
import type { CellFault, DoubtCode } from './row'

/** What is wrong with the headings of a file; the headings follow. */
export const HEADING_FAULT_WORDS: Record<HeadingFault['code'], string> = {
  HEADINGS_UNKNOWN: '没有认出任何一个表头，请使用模板',
  HEADINGS_TWICE: '表头重复',
  HEADINGS_MISSING: '缺少表头',
}

/** What people read for where a file stands. */
export const INTAKE_STATE_NAMES: Record<IntakeState, string> = {
  uploading: '等待上传',
  reading: '正在读取',
  checking: '正在核对',
  checked: '等待确认',
  taking: '正在入库',
  rebuilding: '正在更新报告',
  done: '已完成',
  cancelling: '正在停止',
  cancelled: '已停止',
  failed: '未能处理',
}

/** What people read for a sort of doubt. */
export const DOUBT_NAMES: Record<DoubtCode, string> = {
  noCreditCode: '没有信用代码',
  earlyCreditCode: '早期代码',
  futureDate: '日期在今天之后',
  personalData: '含个人信息',
  amountUnit: '金额单位存疑',
  categoryUnknown: '类别不明',
  licenceInvalid: '许可已无效',
  entityUnknown: '主体未登记',
  nameDisagrees: '名称与代码不符',
  recordUnknown: '找不到原记录',
  otherDepartment: '别的部门的记录',
  conflict: '文件内互相矛盾',
  unitUnclear: '所属单位不明',
  entityKindDisagrees: '类型与代码不符',
  notMarketEntity: '不是市场主体',
}

/** What people read for what became of a row. */
export const OUTCOME_NAMES = {
  new: '新增',
  changed: '更新',
  unchanged: '没有变化',
  held: '待处理',
  refused: '退回',
} as const

/** All that is wrong with a row, in one sentence. */
export function faultsInWords(faults: readonly CellFault[]): string {
  return faults.map(({ heading, found, expected }) => `${heading}：“${found}”，应为${expected}`).join('；')
}
