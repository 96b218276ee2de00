import { fail, ok, type Result } from './result'

/** The states of a code (design decision 8). Only `assigned` counts as progress. */
export type CodeState = 'preset' | 'ready' | 'pushed' | 'assigned' | 'failed' | 'suspended' | 'revoked'

/** What happens to a code. Assigning carries the merchant's recorded consent: there is no assignment without it. */
export type CodeEvent =
  | { type: 'confirm' | 'push' | 'fail' | 'retry' | 'suspend' | 'resume' | 'revoke' }
  | { type: 'assign'; consentId: string }

const TRANSITIONS: Record<CodeState, Partial<Record<CodeEvent['type'], CodeState>>> = {
  preset: { confirm: 'ready', revoke: 'revoked' },
  ready: { push: 'pushed', revoke: 'revoked' },
  pushed: { assign: 'assigned', fail: 'failed', revoke: 'revoked' },
  failed: { retry: 'pushed', revoke: 'revoked' },
  assigned: { suspend: 'suspended', revoke: 'revoked' },
  suspended: { resume: 'assigned', revoke: 'revoked' },
  revoked: {},
}

/** Every state, in the order of a code's life. */
export const CODE_STATES = Object.keys(TRANSITIONS) as CodeState[]

/** The state after an event, or why it may not happen. */
export function nextState(
  state: CodeState,
  event: CodeEvent,
): Result<CodeState, { code: 'CODE_STATE_TRANSITION' | 'CODE_CONSENT_MISSING' }> {
  const next = TRANSITIONS[state][event.type]
  if (!next) return fail({ code: 'CODE_STATE_TRANSITION' })
  if (event.type === 'assign' && event.consentId === '') return fail({ code: 'CODE_CONSENT_MISSING' })
  return ok(next)
}

/** Whether a code in this state counts as done. */
export function isCounted(state: CodeState): boolean {
  return state === 'assigned'
}

/** What a scan of the plaque says of it. */
export type PlaqueStanding = 'assigned' | 'notAssigned' | 'suspended' | 'revoked' | 'replaced'

/** A revoked code with a successor was replaced; a code short of assignment is not yet assigned. */
export function plaqueStanding(code: { state: CodeState; replacedBy: string | null }): PlaqueStanding {
  if (code.state === 'revoked') return code.replacedBy === null ? 'revoked' : 'replaced'
  return code.state === 'assigned' || code.state === 'suspended' ? code.state : 'notAssigned'
}
