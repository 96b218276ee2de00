import { RECORD_KINDS } from '../recordKinds'
import { type IntakeTable, inner } from './column'
import { WITHDRAWAL_EVENTS, WITHDRAWAL_NAME } from './kinds'

/** What ends the publication of records that stand: a decision revoked or changed, a listing that has ended. */
export const WITHDRAWAL_TABLE: IntakeTable = {
  kind: 'withdrawal',
  label: WITHDRAWAL_NAME,
  subjectName: 'subjectName',
  subjectCode: 'subjectCode',
  authority: 'authority',
  identity: ['recordKind', 'identity'],
  columns: [
    inner('recordKind', '信息类别', 'choice', {
      must: true,
      choices: RECORD_KINDS.map(({ label }) => label),
      example: '行政处罚',
    }),
    inner('subjectName', '主体名称', 'text', {
      otherHeadings: ['行政相对人名称', '企业名称'],
      must: true,
      example: '爱辉区虚构小吃店',
    }),
    inner('subjectCode', '统一社会信用代码', 'creditCode', {
      length: 18,
      must: true,
      example: '92231102MA00000A92',
    }),
    inner('authority', '作出机关', 'text', {
      otherHeadings: ['处罚机关', '许可机关', '列入决定机关名称'],
      must: true,
      example: '黑河市爱辉区市场监督管理局',
      explanation: '与原记录一致。',
    }),
    inner('identity', '文书号或识别内容', 'text', {
      otherHeadings: ['文书号', '行政处罚决定书文号', '行政许可决定文书号', '案号'],
      must: true,
      example: '爱市监罚〔2026〕7号',
      explanation: '原记录的文书号；没有文书号的，按模板说明填写识别内容，几项之间用“|”隔开。',
    }),
    inner('event', '撤回原因', 'choice', {
      must: true,
      choices: WITHDRAWAL_EVENTS,
      example: '撤销',
    }),
    inner('withdrawnOn', '撤回日期', 'date', { must: true, example: '2026/06/01' }),
    inner('noticedOn', '得知日期', 'date', {
      explanation: '行政处罚法第四十八条的三日从这一天起算；不填为上传当天。',
    }),
    inner('reason', '说明', 'text', { length: 512, must: true, example: '复议决定撤销。' }),
  ],
}
