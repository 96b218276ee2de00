import { rotateKeys } from '../cloudbase/keyRotation'
import { openProtection } from '../cloudbase/protection'
import { fail, ok, type Result } from '../domain/result'
import { withCityDatabase } from './cityDatabase'
import { openCity } from './cityFolder'
import { type CityCommand, parseCommandLine, wrong } from './commandLine'
import { type CityManifest, changeTrialKeys } from './dataFolder'
import { makeSealingKey } from './trialKeys'

/** `rotate-keys`. */
export const rotateKeysCommand: CityCommand = {
  usage: `Usage: npm run city -- rotate-keys --data DIR

Seals names and phone numbers anew under the newest key of PERSONAL_DATA_KEYS, in slices of which each has its line in
the audit log. A trial makes its new key itself and drops the old one at the end. Interrupted, the same command goes on.`,
  async run(args) {
    const folder = readFolder(args)
    const done = folder.ok ? await rotate(folder.value) : folder
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
  if (parsed.value.positionals.length > 0) return wrong('rotate-keys takes no file')
  const { data } = parsed.value.values
  return data ? ok(data) : wrong('Name the folder of the city with --data DIR')
}

function rotate(folder: string): Promise<Result<string, string>> {
  return openCity(folder, async (keys, manifest) => {
    if (manifest.mode === 'demo')
      return fail(`The keys of the demo in ${folder} are public on purpose; there is nothing to change.`)
    return withCityDatabase(folder, async (database) => {
      const ring = manifest.mode === 'trial' ? withNewKey(folder, manifest) : keys.PERSONAL_DATA_KEYS
      const { protection, auditSeal } = openProtection({ ...keys, PERSONAL_DATA_KEYS: ring })
      const { count, unopened } = await rotateKeys({
        database,
        protection,
        auditSeal,
        door: 'command',
        now: Date.now,
        maximumSlices: Number.POSITIVE_INFINITY,
        onSlice: (soFar) => console.log(`Sealed ${soFar} values anew`),
      })
      const under = `${count} values were sealed anew under the key ${protection.newestKeyId} in this run`
      if (unopened.length > 0)
        return fail(
          `${under}. These do not open and stay as they are, so keep the older keys:\n${unopened.join('\n')}`,
        )
      if (manifest.mode !== 'trial')
        return ok(
          `Done: ${under}. Nothing is left under another; take the older keys out of PERSONAL_DATA_KEYS.`,
        )
      changeTrialKeys(folder, manifest, ring.split(',')[0] ?? ring)
      return ok(`Done: ${under}. Nothing is left under another; the older keys are gone.`)
    })
  })
}

/** The ring with a new key in front; where a run was interrupted, its key is there already. */
function withNewKey(folder: string, manifest: CityManifest): string {
  const ring = manifest.keys?.personalDataKeys ?? ''
  if (ring.includes(',')) return ring
  const longer = `${makeSealingKey()},${ring}`
  changeTrialKeys(folder, manifest, longer)
  return longer
}
