import type { CreditCase } from '../../domain/creditCase'
import type { Actor } from '../../domain/reach'

/** Whether somebody has a part in a case: filed it, or holds the shop that it is about. They do not decide it. */
export function isOwnCase(
  { filedBy, subjectCode }: Pick<CreditCase, 'filedBy' | 'subjectCode'>,
  { personId, grants }: Actor,
): boolean {
  return filedBy === personId || grants.some(({ creditCode }) => creditCode === subjectCode)
}
