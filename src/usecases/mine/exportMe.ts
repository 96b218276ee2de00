import type { CallError } from '../../contracts/errors'
import type { Response } from '../../contracts/functions'
import { shanghaiDate } from '../../domain/calendar'
import type { Protection } from '../../domain/protection'
import { ok, type Result } from '../../domain/result'
import type { Call } from '../call'
import { type FindEntityNames, placeNames } from '../roles/grantViews'
import { ABOUT_KINDS, type AboutPerson, type FindAbout } from './aboutPerson'
import { personFileText } from './personFile'

/** What the use case needs from outside. */
export type ExportMeDeps = {
  protection: Pick<Protection, 'open'>
  findEntityNames: FindEntityNames
  findAbout: FindAbout
  countAuditLines: (personId: string) => Promise<number>
}

/** A file of everything that is kept of a person, for them to read and take away (个人信息保护法 第四十五条). */
export async function exportMe(
  deps: ExportMeDeps,
  { actor: { personId }, changes, now }: Call,
): Promise<Result<Response<'people', 'me.export'>, CallError>> {
  changes.note({ subject: personId })
  const person = await changes.find('people', personId)
  const found = ABOUT_KINDS.map(async (kind) => [kind, await deps.findAbout(kind, personId)] as const)
  const about = Object.fromEntries(await Promise.all(found)) as AboutPerson
  const nameOf = await placeNames(deps.findEntityNames, [...about.grants, ...about.invitations])
  const auditLineCount = await deps.countAuditLines(personId)
  return ok({
    fileName: `我的信息-${shanghaiDate(now)}.txt`,
    text: personFileText(deps.protection, { person, about, auditLineCount, nameOf, now }),
  })
}
