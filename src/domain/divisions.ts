import { fail, ok, type Result } from './result'
import { UNITS, type Unit } from './units'

/** A division whose registrations reach the city, by the code in characters 3 to 8 of a credit code. */
type Division = { code: string; name: string } | { code: string; held: string }

/**
 * What is known of each division: its name of today (231121 嫩江县 is a city since 2019), or why its registrations
 * wait for a person. Which unit a division belongs to is told in `units`. Only divisions of GB/T 2260 are placed:
 *
 * - The state-farm administrations registered in their own right until the farms were handed to the counties. 北安's
 *   farms lie in five of the units, and 九三's reach into other counties and cities too, so that the code alone tells
 *   no unit. When the city has decided, a name here and the code in `units` place them.
 * - 231103 and 231104 are numbers of the registration offices alone. Extracts show them for 五大连池风景区 and 合作区,
 *   but no published table says so, and the areas have no division of their own.
 * - The province registers entities of every city.
 */
const DIVISIONS: readonly Division[] = [
  { code: '231100', name: '黑河市' },
  { code: '231101', name: '黑河市市辖区' },
  { code: '231102', name: '爱辉区' },
  { code: '231121', name: '嫩江市' },
  { code: '231123', name: '逊克县' },
  { code: '231124', name: '孙吴县' },
  { code: '231181', name: '北安市' },
  { code: '231182', name: '五大连池市' },
  { code: '231183', name: '嫩江市' },
  { code: '230000', held: '由省级登记机关登记，代码不能说明所属报送单位' },
  { code: '231103', held: '区划表中没有 231103（多见于五大连池风景区的登记），请确认所属报送单位' },
  { code: '231104', held: '区划表中没有 231104（多见于合作区的登记），请确认所属报送单位' },
  { code: '233000', held: '由农垦总局登记，代码不能说明所属报送单位' },
  { code: '233004', held: '由九三垦区登记，所辖农场分布在不同县市，请确认所属报送单位' },
  {
    code: '233005',
    held: '由北安垦区登记，所辖农场分布在北安、五大连池、逊克、孙吴、爱辉等地，请确认所属报送单位',
  },
]

const BY_CODE = new Map(DIVISIONS.map((division) => [division.code, division]))

/** The unit and the name of a division, or why (in Chinese) a person must say where its entity belongs. */
export function placeDivision(code: string): Result<{ unit: Unit; divisionName: string }, string> {
  const division = BY_CODE.get(code)
  if (!division) return fail(unknownDivision(code))
  if ('held' in division) return fail(division.held)
  const unit = UNITS.find(({ divisions }) => divisions.includes(code))
  if (!unit) throw new Error(`division ${code} is named but belongs to no unit`)
  return ok({ unit, divisionName: division.name })
}

function unknownDivision(code: string): string {
  if (code.startsWith('2330')) return `由农垦系统登记（${code}），代码不能说明所属报送单位`
  if (code.startsWith('2311')) return `区划表中没有 ${code}，请确认所属报送单位`
  return `登记机关的区划 ${code} 不属于黑河市`
}
