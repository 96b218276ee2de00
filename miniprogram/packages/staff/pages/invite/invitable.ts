import type { GrantView } from '../../../../../src/contracts/people'
import { PLACE_OF_ROLE, ROLES, type Role } from '../../../../../src/contracts/roles'
import { DEPARTMENTS } from '../../../../../src/domain/departments'
import { giverOf, mayGive } from '../../../../../src/domain/giving'
import { UNITS } from '../../../../../src/domain/units'
import type { Option } from '../../Choices'

/** The roles of staff that somebody with these may invite to; shops have pages of their own. */
export function rolesToGive(own: readonly GrantView[]): Role[] {
  return ROLES.filter((role) => PLACE_OF_ROLE[role] !== 'creditCode' && mayGive(own, role))
}

/** Where the role may hold, as far as there is something to say; undefined for the whole city. */
export function placeQuestion(
  own: readonly GrantView[],
  role: Role,
): { field: 'unit' | 'department'; title: string; options: Option[] } | undefined {
  const field = PLACE_OF_ROLE[role]
  if (field === null || field === 'creditCode') return undefined
  const all: readonly Option[] = field === 'unit' ? UNITS : DEPARTMENTS
  const options = all.filter(({ key }) => {
    const place = { unit: null, department: null, creditCode: null, [field]: key }
    return giverOf(own, 'people.invitation.make', role, place) !== undefined
  })
  return { field, title: field === 'unit' ? '报送单位' : '行业部门', options }
}
