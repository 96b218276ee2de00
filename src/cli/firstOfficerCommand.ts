import { changeByCommand } from '../cloudbase/commands'
import { findFirstInvitation } from '../cloudbase/grants'
import { openProtection } from '../cloudbase/protection'
import { shanghaiDateTime } from '../domain/calendar'
import { fail, ok, type Result } from '../domain/result'
import { invitationLink } from '../domain/scannedLink'
import { type FirstOfficerRefusal, inviteFirstOfficer } from '../usecases/roles/inviteFirstOfficer'
import { withCityDatabase } from './cityDatabase'
import { openCity } from './cityFolder'
import type { CityCommand } from './commandLine'
import { parseCommandLine, wrong } from './commandLine'

/** Where `npm start` serves a city that names no origin of its own. */
const LOCAL_ORIGIN = 'http://127.0.0.1:8700'

/** `first-officer`. */
export const firstOfficerCommand: CityCommand = {
  usage: `Usage: npm run city -- first-officer --data DIR

Prints, once, the link by which the first officer of the city office comes in: opened in WeChat, used once, within a
day. Every other role is given by invitation in the app. Refuses while there is an officer or such a link.
PLAQUE_ORIGIN names the address of the city in the link (${LOCAL_ORIGIN} without it).`,
  async run(args) {
    const folder = readFolder(args)
    const done = folder.ok ? await invite(folder.value) : folder
    if (done.ok) {
      console.log(done.value)
      return 0
    }
    console.error(done.error)
    return 1
  },
}

function readFolder(args: readonly string[]): Result<string, string> {
  const parsed = parseCommandLine(args, { data: { type: 'string' } })
  if (!parsed.ok) return parsed
  const { values, positionals } = parsed.value
  if (positionals.length > 0) return wrong('first-officer takes no name: the link is for whoever opens it')
  return values.data ? ok(values.data) : wrong('Name the folder of the city with --data DIR')
}

async function invite(folder: string): Promise<Result<string, string>> {
  return openCity(folder, async (keys) => {
    const { protection, auditSeal, randomness } = openProtection(keys)
    const now = Date.now()
    const invited = await withCityDatabase(folder, (database) => {
      const deps = { protection, randomness, findFirstInvitation: findFirstInvitation.bind(null, database) }
      return changeByCommand(database, auditSeal, { action: 'command.firstOfficer', now }, (changes) =>
        inviteFirstOfficer(deps, changes, now),
      )
    })
    if (!invited.ok) return fail(sentenceOfRefusal(invited.error))
    const { token, expiresAt } = invited.value
    const link = invitationLink(process.env.PLAQUE_ORIGIN ?? LOCAL_ORIGIN, token)
    return ok(
      `${link}\nOpen it in WeChat, once, before ${shanghaiDateTime(expiresAt)}. It is not shown again.`,
    )
  })
}

function sentenceOfRefusal(refusal: FirstOfficerRefusal): string {
  return refusal.kind === 'officerThere'
    ? 'The city office has an officer, who invites the others in the app.'
    : `There is a link that is good until ${shanghaiDateTime(refusal.expiresAt)}. Wait until then for another one.`
}
