import fc from 'fast-check'
import {
  CODE_STATES,
  type CodeEvent,
  type CodeState,
  isCounted,
  nextState,
  plaqueStanding,
} from '../../../src/domain/codeStates'

const event: fc.Arbitrary<CodeEvent> = fc.oneof(
  fc
    .constantFrom('confirm', 'push', 'fail', 'retry', 'suspend', 'resume', 'revoke')
    .map((type) => ({ type }) as CodeEvent),
  fc.record({ type: fc.constant('assign' as const), consentId: fc.constantFrom('', 'consent-1') }),
)

describe('code states (decision 8)', () => {
  it('no history leads out of the table, none to assigned without consent, none back from revoked', () => {
    fc.assert(
      fc.property(fc.array(event, { maxLength: 40 }), (events) => {
        let state: CodeState = 'preset'
        let hasConsent = false
        for (const each of events) {
          const next = nextState(state, each)
          if (!next.ok) continue
          expect(state).not.toBe('revoked')
          if (each.type === 'assign') hasConsent = each.consentId !== ''
          state = next.value
          expect(CODE_STATES).toContain(state)
          if (isCounted(state)) expect(hasConsent).toBe(true)
        }
      }),
    )
  })

  it('decision 8: from preset to assigned step by step, and every way out; nothing else is possible', () => {
    const events: CodeEvent['type'][] = [
      'confirm',
      'push',
      'assign',
      'fail',
      'retry',
      'suspend',
      'resume',
      'revoke',
    ]
    const table = CODE_STATES.flatMap((state) =>
      events.map((type) => {
        const next = nextState(state, { type, consentId: 'consent-1' } as CodeEvent)
        return next.ok ? `${state} ${type} ${next.value}` : next.error.code
      }),
    )
    expect(table.filter((line) => line !== 'CODE_STATE_TRANSITION')).toEqual([
      'preset confirm ready',
      'preset revoke revoked',
      'ready push pushed',
      'ready revoke revoked',
      'pushed assign assigned',
      'pushed fail failed',
      'pushed revoke revoked',
      'failed retry pushed',
      'failed revoke revoked',
      'assigned suspend suspended',
      'assigned revoke revoked',
      'suspended resume assigned',
      'suspended revoke revoked',
    ])
  })

  it('no assignment without the consent of the merchant', () => {
    expect(nextState('pushed', { type: 'assign', consentId: '' })).toEqual({
      ok: false,
      error: { code: 'CODE_CONSENT_MISSING' },
    })
  })

  it('only assigned counts', () => {
    expect(CODE_STATES.filter(isCounted)).toEqual(['assigned'])
  })

  it.each([
    ['preset', null, 'notAssigned'],
    ['ready', null, 'notAssigned'],
    ['pushed', null, 'notAssigned'],
    ['failed', null, 'notAssigned'],
    ['assigned', null, 'assigned'],
    ['suspended', null, 'suspended'],
    ['revoked', null, 'revoked'],
    ['revoked', 'successor', 'replaced'],
  ] as const)('a scan of a code %s with successor %s says %s', (state, replacedBy, standing) => {
    expect(plaqueStanding({ state, replacedBy })).toBe(standing)
  })
})
