import { type PlacingDoubt, placeEntity, type RegistryEntity } from '../registryRow'
import { type Column, type ColumnType, type IntakeTable, inner } from './column'
import { REGISTRATION_KIND } from './kinds'

/** The kind of the file that tells which entities there are, instead of a record about one. */
export const REGISTRATION = REGISTRATION_KIND.key

const told = (name: string, heading: string, type: ColumnType, more: Partial<Column> = {}): Column => ({
  ...inner(name, heading, type, more),
  isPublic: true,
})

/** The columns of the registry's extract (登记信息), as it is published. */
export const REGISTRATION_TABLE: IntakeTable = {
  kind: REGISTRATION,
  label: REGISTRATION_KIND.name,
  department: REGISTRATION_KIND.department,
  subjectName: 'subjectName',
  subjectCode: 'subjectCode',
  authority: 'authority',
  identity: [],
  columns: [
    told('subjectName', '企业名称', 'text', {
      otherHeadings: ['名称', '市场主体名称', '字号名称'],
      must: true,
      example: '爱辉区江畔面馆',
      explanation: '营业执照上的名称',
    }),
    told('subjectCode', '统一社会信用代码', 'creditCode', {
      otherHeadings: ['信用代码'],
      must: true,
      length: 18,
      example: '92231102MA00000312',
      explanation: '18 位，与营业执照一致',
    }),
    told('establishedOn', '注册日期', 'date', {
      otherHeadings: ['成立日期'],
      example: '2019/05/06',
      explanation: '成立日期',
    }),
    told('entityKind', '企业类型', 'text', {
      otherHeadings: ['市场主体类型', '类型'],
      example: '个体工商户',
      explanation: '营业执照上的类型，应与信用代码表示的类型一致',
    }),
    told('legalRepresentative', '法人代表', 'text', {
      otherHeadings: ['法定代表人', '负责人', '经营者'],
      length: 60,
      example: '宋知远',
      explanation: '法定代表人、负责人或经营者',
    }),
    inner('capital', '注册资金', 'text', {
      otherHeadings: ['注册资本'],
      length: 60,
      explanation: '不展示，可以不填',
    }),
    told('scope', '经营范围', 'text', { length: 4000, example: '小吃服务', explanation: '登记的经营范围' }),
    inner('province', '所在省份', 'text', { length: 40, explanation: '可以不填' }),
    inner('city', '地区', 'text', {
      length: 40,
      example: '黑河市',
      explanation: '所在地市；不是黑河的会留给人核对',
    }),
    inner('address', '注册地址', 'text', {
      otherHeadings: ['住所', '经营场所'],
      length: 300,
      explanation: '住所；个体工商户的不公开',
    }),
  ],
}

/** The entity that a row's values tell; see `placeEntity`. */
export function readRegistration(
  values: Record<string, string>,
  decidedUnit?: string,
): { entity: RegistryEntity | undefined; doubts: PlacingDoubt[] } {
  return placeEntity(
    {
      creditCode: values.subjectCode ?? '',
      name: values.subjectName ?? '',
      legalRepresentative: values.legalRepresentative ?? null,
      entityKind: values.entityKind ?? null,
      establishedOn: values.establishedOn ?? null,
      address: values.address ?? null,
      scope: values.scope ?? null,
      city: values.city ?? null,
    },
    decidedUnit,
  )
}
