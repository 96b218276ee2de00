import { CHAPTER_KEYS } from '../../../src/contracts/report'
import { CHAPTERS, EMPTY_CHAPTER_TEXT } from '../../../src/domain/chapters'
import { RECORD_KINDS, recordKind } from '../../../src/domain/recordKinds'

/** The chapters and fields of 公共信用信息报告 V2.0, written out once more from the report itself. */

describe('公共信用信息报告 V2.0: 章节', () => {
  it('stand with their numerals, titles and count names as in the report', () => {
    expect(CHAPTERS.map(({ numeral, title, countLabel }) => `${numeral} ${title} ${countLabel}`)).toEqual([
      '二 行政管理信息 行政管理',
      '三 诚实守信相关荣誉信息 诚实守信',
      '四 严重失信主体名单信息 严重失信主体名单',
      '五 经营（活动）异常名录（状态）信息 经营异常',
      '六 信用承诺信息 信用承诺',
      '七 信用评价信息 信用评价',
      '八 司法判决及执行信息 司法判决',
      '九 其他信息 其他信息',
    ])
    expect(CHAPTERS.map(({ key }) => key)).toEqual([...CHAPTER_KEYS])
    expect(EMPTY_CHAPTER_TEXT).toBe('查询期内无相关信息')
  })

  it('黑市诚信办发〔2022〕2号 三: name the categories (二) to (五) and (八) where these stand', () => {
    const chaptersOf = (category: string) =>
      CHAPTERS.filter(({ categories }) => categories.includes(category)).map(({ numeral }) => numeral)
    expect(chaptersOf('行政许可信息')).toEqual(['二'])
    expect(chaptersOf('行政处罚信息')).toEqual(['二'])
    expect(chaptersOf('守信激励信息')).toEqual(['三'])
    expect(chaptersOf('失信惩戒信息')).toEqual(['四'])
    expect(chaptersOf('其他能够反映信用状况的信息')).toEqual(['五', '六', '七', '八', '九'])
    expect(new Set(CHAPTERS.flatMap(({ categories }) => categories)).size).toBe(5)
  })
})

describe('公共信用信息报告 V2.0: 各章字段', () => {
  it.each([
    [
      'licence',
      '行政许可',
      '行政许可决定文书号；行政许可决定文书名称；许可证书名称；许可类别；许可编号；许可决定日期；有效期自；有效期至；许可内容；许可机关；许可机关统一社会信用代码；数据来源单位；数据来源单位统一社会信用代码',
    ],
    [
      'penalty',
      '行政处罚',
      '行政处罚决定书文号；处罚类别；处罚决定日期；处罚内容；罚款金额(万元)；没收违法所得、没收非法财物的金额（万元）；暂扣或吊销证照名称及编号；违法行为类型；违法事实；处罚依据；处罚机关；处罚机关统一社会信用代码；数据来源；数据来源单位统一社会信用代码',
    ],
    ['taxCreditA', '纳税信用A级纳税人', '纳税人名称；统一社会信用代码/纳税人识别号；评价年度；数据来源'],
    [
      'customsAdvanced',
      '海关高级认证企业',
      '企业名称；海关注册编码；统一社会信用代码；组织机构代码；注册地址；首次注册日期；信用等级；等级认定时间；注销标志；数据来源',
    ],
    ['honourOther', '其他诚实守信典型', '文件依据；有效期限；年度；企业资质；备注；数据来源'],
    // Without 身份证号码/组织机构代码: one field for both, so the number of a person could stand in it.
    [
      'judgmentDefaulter',
      '失信被执行人',
      '失信被执行人姓名/名称；执行法院；省份；执行依据文号；立案时间；案号；做出执行依据单位；生效法律文书确定的义务；被执行人的履行情况；失信被执行人行为具体情形；发布时间；已履行部分；未履行部分；数据来源',
    ],
    // Without the persons beside the entity: 财务负责人, 中介机构及其从业人员.
    [
      'taxOffender',
      '重大税收违法',
      '纳税人名称；法定代表人或负责人姓名；统一社会信用代码；组织机构代码；纳税人识别号；案件上报期；注册地址；案件性质；主要违法事实；相关法律依据及税务处理处罚情况；数据来源',
    ],
    [
      'safetyOffender',
      '安全生产严重失信',
      '单位名称；统一社会信用代码/工商注册号；主要负责人；注册地址；失信行为简况；信息报送机关；纳入理由；数据来源',
    ],
    [
      'procurementOffender',
      '政府采购严重违法失信',
      '机构名称；统一社会信用代码/组织机构代码；企业地址；不良行为的具体情形；处罚依据；处罚结果；记录日期；登记地点；处罚截止日期；数据来源',
    ],
    [
      'overloadOffender',
      '严重违法超限超载',
      '入库时间；车牌号；营运证号；道路运输证号；批次；失信行为；企业名称；法人姓名；数据来源',
    ],
    // With 列入日期, which the report leaves out and the order of the records needs.
    [
      'abnormal',
      '经营异常名录',
      '企业名称；统一社会信用代码；法定代表人；主体身份代码；注册号；列入经营异常名录原因类型名称；设立日期；列入决定机关名称；列入日期；数据来源',
    ],
    ['promise', '信用承诺', '承诺类型；承诺事由；做出承诺日期；承诺受理单位；承诺履约状态；数据来源'],
    [
      'evaluation',
      '信用评价结果',
      '企业名称；统一社会信用代码；评定内容；等级；评定时间；评定单位；数据来源',
    ],
  ])('%s', (kind, label, fields) => {
    expect(recordKind(kind)?.label).toBe(label)
    expect(recordKind(kind)?.fields.map((field) => field.label)).toEqual(fields.split('；'))
  })

  it('个体工商户经营异常状态: a household business is marked, not put on the list', () => {
    const state = recordKind('abnormalState')
    expect(state).toMatchObject({
      label: '标记为经营异常状态',
      chapter: 'abnormal',
      publicity: 'whileListed',
    })
    expect(state?.fields.filter(({ label }) => /名录|列入|企业/.test(label))).toEqual([])
  })

  it('every address is for enterprises only, and no field is named twice', () => {
    for (const { fields } of RECORD_KINDS) {
      for (const { label, enterpriseOnly } of fields)
        expect([label, enterpriseOnly === true]).toEqual([label, /地址|住所/.test(label)])
      expect(new Set(fields.map(({ name }) => name)).size).toBe(fields.length)
      expect(new Set(fields.map(({ label }) => label)).size).toBe(fields.length)
    }
  })

  it('penalties fall under the publicity rules, lists end with the removal, each kind stands in its chapter', () => {
    const kindsOf = (publicity: string) =>
      RECORD_KINDS.filter((kind) => kind.publicity === publicity).map(({ kind }) => kind)
    expect(kindsOf('penalty')).toEqual(['penalty'])
    expect(RECORD_KINDS.filter(({ publicity }) => publicity === 'whileListed')).toEqual(
      RECORD_KINDS.filter(({ chapter }) => chapter === 'dishonesty' || chapter === 'abnormal'),
    )
    const order = RECORD_KINDS.map(({ chapter }) => CHAPTER_KEYS.indexOf(chapter))
    expect(order).toEqual([...order].sort((a, b) => a - b))
    expect(new Set(order).size).toBe(8)
  })
})
