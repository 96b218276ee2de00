import { INVITATION_MS, type Invitation, rosterKey } from '../../domain/people'
import type { Protection, Randomness } from '../../domain/protection'
import { fail, ok, type Result } from '../../domain/result'
import type { Changes } from '../changes'

/** What the use case needs from outside. */
export type InviteFirstOfficerDeps = {
  protection: Pick<Protection, 'digest'>
  randomness: Pick<Randomness, 'id'>
  /** The first officer's invitation that can still be accepted. */
  findFirstInvitation: (now: number) => Promise<Invitation | undefined>
}

/** Why there is no first officer to invite. */
export type FirstOfficerRefusal = { kind: 'officerThere' } | { kind: 'invitationOpen'; expiresAt: number }

const NOWHERE = { unit: null, department: null, creditCode: null }

/** Begins the city office: an invitation that nobody with a role could make yet. */
export async function inviteFirstOfficer(
  deps: InviteFirstOfficerDeps,
  changes: Changes,
  now: number,
): Promise<Result<{ token: string; expiresAt: number }, FirstOfficerRefusal>> {
  const roster = await changes.find('rosters', rosterKey(NOWHERE))
  if (roster?.holders.some(({ role }) => role === 'cityOfficer')) return fail({ kind: 'officerThere' })
  const open = await deps.findFirstInvitation(now)
  if (open) return fail({ kind: 'invitationOpen', expiresAt: open.expiresAt })

  const token = deps.randomness.id()
  const expiresAt = now + INVITATION_MS
  const _id = deps.protection.digest('token', token)
  changes.insert('invitations', {
    _id,
    role: 'cityOfficer',
    post: null,
    isHandOver: false,
    ...NOWHERE,
    invitedBy: 'command',
    invitedByGrant: null,
    invitedAt: now,
    expiresAt,
    state: 'open',
    settledBy: null,
    settledAt: null,
  })
  changes.note({ subject: _id })
  return ok({ token, expiresAt })
}
