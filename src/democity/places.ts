import { UNITS, type Unit } from '../domain/units'

/** What the demo city adds to a unit of `domain/units`: how its names, offices and entities look. */
export type Place = {
  /** What names of shops and firms begin with. */
  prefix: string
  /** The division that the registry and the report name. */
  divisionName: string
  /** What the names of its offices begin with, and their short form in document numbers. */
  officePrefix: string
  officeShort: string
  /** The division code in its offices' credit codes. */
  officeDivision: string
  court: string
  /** How the court's case numbers name it. */
  courtMark: string
  /** The unit in whose division an area without a division code of its own lies. */
  within?: string
  /** Entities in a hundred. */
  shares: { enterprise: number; individual: number; cooperative: number }
  /** Entities in a thousand whose plaque is assigned: units differ. */
  assignedPerThousand: number
  /** Pedestrian streets and shopping areas, made up. */
  zones: readonly string[]
}

/** By key of the unit. */
const PLACES: Record<string, Place> = {
  municipal: {
    prefix: '黑河市',
    divisionName: '黑河市',
    officePrefix: '黑河市',
    officeShort: '黑河',
    officeDivision: '231100',
    court: '黑河市中级人民法院',
    courtMark: '黑11',
    shares: { enterprise: 92, individual: 8, cooperative: 0 },
    assignedPerThousand: 150,
    zones: ['界江文化步行街'],
  },
  beian: {
    prefix: '北安市',
    divisionName: '北安市',
    officePrefix: '北安市',
    officeShort: '北安',
    officeDivision: '231181',
    court: '北安市人民法院',
    courtMark: '黑1181',
    shares: { enterprise: 17, individual: 75, cooperative: 8 },
    assignedPerThousand: 145,
    zones: ['乌裕尔步行街', '铁西云杉商圈', '庆华记忆商圈'],
  },
  nenjiang: {
    prefix: '嫩江市',
    divisionName: '嫩江市',
    officePrefix: '嫩江市',
    officeShort: '嫩江',
    officeDivision: '231183',
    court: '嫩江市人民法院',
    courtMark: '黑1183',
    shares: { enterprise: 16, individual: 74, cooperative: 10 },
    assignedPerThousand: 140,
    zones: ['墨尔根步行街', '江湾夜市商圈', '豆香里商圈'],
  },
  wudalianchi: {
    prefix: '五大连池市',
    divisionName: '五大连池市',
    officePrefix: '五大连池市',
    officeShort: '五大连池',
    officeDivision: '231182',
    court: '五大连池市人民法院',
    courtMark: '黑1182',
    shares: { enterprise: 16, individual: 74, cooperative: 10 },
    assignedPerThousand: 150,
    zones: ['青山步行街', '讷谟尔商圈'],
  },
  xunke: {
    prefix: '逊克县',
    divisionName: '逊克县',
    officePrefix: '逊克县',
    officeShort: '逊克',
    officeDivision: '231123',
    court: '逊克县人民法院',
    courtMark: '黑1123',
    shares: { enterprise: 15, individual: 76, cooperative: 9 },
    assignedPerThousand: 120,
    zones: ['玛瑙步行街', '边疆里商圈'],
  },
  sunwu: {
    prefix: '孙吴县',
    divisionName: '孙吴县',
    officePrefix: '孙吴县',
    officeShort: '孙吴',
    officeDivision: '231124',
    court: '孙吴县人民法院',
    courtMark: '黑1124',
    shares: { enterprise: 15, individual: 76, cooperative: 9 },
    assignedPerThousand: 110,
    zones: ['沙棘步行街', '逊河里商圈'],
  },
  aihui: {
    prefix: '爱辉区',
    divisionName: '爱辉区',
    officePrefix: '黑河市爱辉区',
    officeShort: '爱辉',
    officeDivision: '231102',
    court: '黑河市爱辉区人民法院',
    courtMark: '黑1102',
    shares: { enterprise: 20, individual: 76, cooperative: 4 },
    assignedPerThousand: 180,
    zones: ['海兰步行街', '瑷珲里商圈', '极光夜市商圈', '龙江早市商圈'],
  },
  wudalianchiScenic: {
    prefix: '五大连池风景区',
    divisionName: '五大连池市',
    officePrefix: '五大连池市',
    officeShort: '五大连池',
    officeDivision: '231182',
    court: '五大连池市人民法院',
    courtMark: '黑1182',
    within: 'wudalianchi',
    shares: { enterprise: 18, individual: 79, cooperative: 3 },
    assignedPerThousand: 165,
    zones: ['药泉步行街', '火山石商圈'],
  },
  freeTradeZone: {
    prefix: '黑河自贸片区',
    divisionName: '爱辉区',
    officePrefix: '黑河市',
    officeShort: '黑河',
    officeDivision: '231100',
    court: '黑河市爱辉区人民法院',
    courtMark: '黑1102',
    within: 'aihui',
    shares: { enterprise: 48, individual: 51, cooperative: 1 },
    assignedPerThousand: 130,
    zones: ['互市里商圈', '跨境电商商圈'],
  },
}

/** Streets, made up; every unit has them. */
export const STREETS = [
  '白桦大街',
  '迎江路',
  '雪杉街',
  '松涛路',
  '丰禾大街',
  '鹿鸣路',
  '云岭街',
  '望江路',
  '学苑街',
  '晨光路',
  '银河路',
  '稻香街',
] as const

/** Buildings of business addresses. */
export const BUILDINGS = ['商务中心', '产业园', '综合楼', '创业大厦', '物流园', '商贸城'] as const

/** What the demo city knows of a unit. */
export function placeOf(unit: Unit): Place {
  const place = PLACES[unit.key]
  if (!place) throw new Error(`the demo city has no place for unit ${unit.key}`)
  return place
}

/** The division code in credit codes of a unit's entities: its own, or that of the division it lies in. */
export function divisionCodeOf(unit: Unit): string {
  const home = UNITS.find(({ key }) => key === (placeOf(unit).within ?? unit.key))
  const division = home?.divisions[0]
  if (!division) throw new Error(`unit ${unit.key} lies in no division`)
  return division
}
