import type { GrantView } from '../../../../../src/contracts/people'
import { RIGHTS } from '../../../../../src/contracts/roles'
import { DEPARTMENTS, type Department } from '../../../../../src/domain/departments'
import { covers, reachOf } from '../../../../../src/domain/reach'

/** The departments for which somebody with these roles may hand a file over. */
export function departmentsOf(grants: readonly GrantView[]): Department[] {
  const acting = grants.filter(
    ({ role, suspendedAt }) => suspendedAt === null && role in RIGHTS['intake.file.prepare'],
  )
  const reach = reachOf(acting, 'intake.file.prepare')
  return DEPARTMENTS.filter(({ key }) => covers(reach, { department: key }))
}
