import { makeCreditCode } from '../domain/creditCode'
import { DEPARTMENTS as KNOWN_DEPARTMENTS } from '../domain/departments'
import type { Place } from './places'

/** An office that decides, licenses, receives: as records name it. */
export type Authority = {
  name: string
  creditCode: string /** How its document numbers begin. */
  short: string
}

/** Departments by the name the programme uses: the office's name after the place, and its mark in document numbers. */
const DEPARTMENTS = {
  市场监管: { office: '市场监督管理局', mark: '市监' },
  商务: { office: '商务局', mark: '商' },
  文旅: { office: '文化广电和旅游局', mark: '文旅' },
  教育: { office: '教育局', mark: '教' },
  工信: { office: '工业和信息化局', mark: '工信' },
  农业农村: { office: '农业农村局', mark: '农' },
  交通运输: { office: '交通运输局', mark: '交' },
  卫生健康: { office: '卫生健康局', mark: '卫' },
  住建: { office: '住房和城乡建设局', mark: '建' },
  应急管理: { office: '应急管理局', mark: '应急' },
  生态环境: { office: '生态环境局', mark: '环' },
  消防: { office: '消防救援大队', mark: '消' },
  烟草: { office: '烟草专卖局', mark: '烟' },
  营商: { office: '营商环境建设监督局', mark: '营商' },
} as const

/** Key of the table of departments. */
export type Department = keyof typeof DEPARTMENTS

const DEPARTMENT_KEYS = Object.keys(DEPARTMENTS) as Department[]

/** The nine places share few offices; a name stands for one. */
const known = new Map<string, Authority>()

/** The office of a department in a place; its credit code is well formed and made up. */
export function authority(department: Department, place: Place): Authority {
  const { office, mark } = DEPARTMENTS[department]
  const name = place.officePrefix + office
  const found = known.get(name)
  if (found) return found
  const serial = String(DEPARTMENT_KEYS.indexOf(department) + 1).padStart(4, '0')
  const made = {
    name,
    creditCode: makeCreditCode(`11${place.officeDivision}`, `MAXG${serial}`),
    short: place.officeShort + mark,
  }
  known.set(name, made)
  return made
}

/** What the city's documents call a department. */
export function departmentKey(department: Department): string {
  const known = KNOWN_DEPARTMENTS.find(({ name }) => name === department)
  if (!known) throw new Error(`no department ${department}`)
  return known.key
}

/** Key of the department that answers for what an office of the city reports; undefined for national and foreign sources. */
export function departmentOfSource(source: string): string | undefined {
  const found = DEPARTMENT_KEYS.find((department) => source.endsWith(DEPARTMENTS[department].office))
  return found && known.has(source) ? departmentKey(found) : undefined
}
