import type { CallError } from '../../contracts/errors'
import type { Request, Response } from '../../contracts/functions'
import type { Protection } from '../../domain/protection'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { type FindEntityNames, grantViews } from '../roles/grantViews'
import { openLogin } from './openLogin'

/** What it needs. */
export type ScanLoginDeps = { protection: Pick<Protection, 'open'>; findEntityNames: FindEntityNames }

/** A phone scans a desktop's QR: it is bound to this person, who sees where it comes from and as whom they would let it in. */
export async function scanLogin(
  { protection, findEntityNames }: ScanLoginDeps,
  { loginId }: Request<'people', 'login.scan'>,
  call: Call,
): Promise<Result<Response<'people', 'login.scan'>, CallError>> {
  const { changes, actor } = call
  const login = await openLogin(loginId, call)
  if (!login.ok) return login
  const person = await changes.find('people', actor.personId)
  if (!person) throw new Error('a role is held by somebody who has no document')
  if (login.value.state === 'waiting')
    changes.update('logins', { ...login.value, state: 'scanned', personId: person._id })

  const { device, maskedAddress, startedAt, expiresAt, checkNumber } = login.value
  return ok({
    device,
    maskedAddress,
    startedAt,
    expiresAt,
    checkNumber,
    hasPin: person.pin !== null,
    name: person.name && protection.open('name', person.name),
    grants: await grantViews(findEntityNames, actor.grants),
  })
}
