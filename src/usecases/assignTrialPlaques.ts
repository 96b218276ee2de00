import type { CityReadResponse } from '../contracts/report'
import { shanghaiDate } from '../domain/calendar'
import { type CodeEvent, type CodeState, nextState } from '../domain/codeStates'
import { type Projection, projectReport, type ReportSources } from '../domain/report'
import { fail, ok, type Result } from '../domain/result'
import type { StoredEntity } from '../domain/storedEntity'
import { type PresetEntitiesDeps, presetEntities } from './presetCodes'

/** A plaque on its way to an entity. */
export type TrialCode = { code: string; number: string; creditCode: string; state: CodeState }

/** What the use case needs from outside. */
export type AssignTrialPlaquesDeps = PresetEntitiesDeps & {
  mode: CityReadResponse['mode']
  /** Codes in one of the states, in the order of their entities' credit codes. */
  findCodes: (states: readonly CodeState[], limit: number) => Promise<TrialCode[]>
  countCodes: (state: CodeState) => Promise<number>
  entitiesAfter: (creditCode: string, limit: number) => Promise<StoredEntity[]>
  changeCode: (
    code: string,
    changes: { state: CodeState; since: string; assignedAt?: number; consentId?: string },
  ) => Promise<void>
  /** Writes it anew when it is there already. */
  putConsent: (consent: TrialConsent) => Promise<void>
  /** Writes the audit line of a plaque that is about to be assigned; killed in between, the next run does it. */
  noteAssignment: (code: string) => Promise<void>
  readSources: (creditCode: string) => Promise<ReportSources>
  /** Writes it anew when it is there already. */
  putReport: (code: TrialCode & { since: string }, projection: Projection) => Promise<void>
}

/** Consent to try the city with: its text version is the trial's, so that it never passes for a merchant's. */
export type TrialConsent = {
  consentId: string
  creditCode: string
  givenAt: number
  textVersion: 'trial'
  medium: 'paper'
}

const PAGE_ENTITIES = 100
/** One at most is left unfinished by each run that was killed. */
const MAXIMUM_UNFINISHED = 1000
const UNFINISHED: readonly CodeState[] = ['preset', 'ready', 'pushed']

/**
 * Gives entities plaques to try the city with, until `count` are assigned: in the order of credit codes, to none that
 * is known to be closed, to none that has or had a code. Killed at any moment, the next call goes on. Returns how many
 * are assigned, which is fewer when the entities do not suffice.
 */
export async function assignTrialPlaques(
  deps: AssignTrialPlaquesDeps,
  count: number,
): Promise<Result<{ assignedCount: number }, { code: 'TRIAL_PLAQUES_NOT_A_TRIAL' }>> {
  if (deps.mode !== 'trial') return fail({ code: 'TRIAL_PLAQUES_NOT_A_TRIAL' })
  for (const code of await deps.findCodes(UNFINISHED, MAXIMUM_UNFINISHED)) await assign(deps, code)

  let assignedCount = await deps.countCodes('assigned')
  let lastCreditCode = ''
  while (assignedCount < count) {
    const page = await deps.entitiesAfter(lastCreditCode, PAGE_ENTITIES)
    if (page.length === 0) break
    const taken = new Set(await deps.entitiesWithCode(page.map(({ creditCode }) => creditCode)))
    const free = page.filter(
      ({ creditCode, status }) => !taken.has(creditCode) && (status === null || status === 'active'),
    )
    for (const entity of free.slice(0, count - assignedCount)) {
      const [code] = await presetEntities(deps, [entity])
      // Somebody else has given it one in between.
      if (!code) continue
      await assign(deps, { ...code, state: 'preset' })
      assignedCount++
    }
    lastCreditCode = page[page.length - 1]?.creditCode ?? ''
  }
  return ok({ assignedCount })
}

async function assign(deps: AssignTrialPlaquesDeps, code: TrialCode): Promise<void> {
  const now = deps.now()
  const since = shanghaiDate(now)
  await deps.noteAssignment(code.code)
  let state = code.state
  while (state !== 'pushed') {
    state = after(state, { type: state === 'preset' ? 'confirm' : 'push' })
    await deps.changeCode(code.code, { state, since })
  }
  const { creditCode } = code
  const consentId = `trial:${creditCode}`
  // Consent before the assignment; the report before it too, since a scan of an assigned plaque must find one.
  await deps.putConsent({ consentId, creditCode, givenAt: now, textVersion: 'trial', medium: 'paper' })
  await deps.putReport({ ...code, since }, projectReport(await deps.readSources(creditCode), since))
  state = after(state, { type: 'assign', consentId })
  await deps.changeCode(code.code, { state, since, assignedAt: now, consentId })
}

function after(state: CodeState, event: CodeEvent): CodeState {
  const next = nextState(state, event)
  if (!next.ok) throw new Error(`a trial plaque cannot ${event.type} from ${state}: ${next.error.code}`)
  return next.value
}
