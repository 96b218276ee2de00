import { type Grant, isActive, rosterKey } from '../../domain/people'
import type { Changes } from '../changes'

/**
 * Whether somebody else of the city office could act if this officer could not. Writes the roster as it is, so that two
 * officers who send each other away at once collide.
 */
export async function hasOtherOfficer(changes: Changes, officer: Grant): Promise<boolean> {
  const roster = await changes.find('rosters', rosterKey(officer))
  if (!roster) throw new Error('a role stands in no roster')
  changes.update('rosters', roster)
  for (const { grantId, personId, role } of roster.holders) {
    if (role !== 'cityOfficer' || personId === officer.personId) continue
    const other = await changes.find('grants', grantId)
    if (other && isActive(other)) return true
  }
  return false
}
