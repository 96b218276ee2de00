import fc from 'fast-check'
import type { TestCloud } from '../support/cloud'
import { playSequence, sequences, type Tally } from '../support/roleSequences'
import { startSampleCloud } from '../support/sampleCloud'

/**
 * After whatever people do to each other's roles, nobody reaches more than the table gives, and nobody less. A tenth of
 * the sequences; all of them run by `npm run bench -- roles`.
 */

const SEQUENCES = 20
const MINUTES = 1_800_000

const ACTIONS = [
  'invitation.make',
  'invitation.accept',
  'invitation.cancel',
  'claim.submit',
  'claim.decide',
  'claimCode.make',
  'claimCode.redeem',
  'grant.end',
  'grant.leave',
  'grant.suspend',
  'grant.resume',
]

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startSampleCloud()
})
afterAll(() => cloud.remove())

test(
  `${SEQUENCES} random sequences of invite, bind, claim, claim code, hand over, end, suspend and reorganise`,
  async () => {
    const tally: Tally = { compared: 0, cameAbout: {} }
    let played = 0
    await fc.assert(
      fc.asyncProperty(sequences, (steps) => playSequence(cloud, `s${played++}`, steps, tally)),
      { seed: 20261125, numRuns: SEQUENCES, endOnFailure: true },
    )
    console.log(
      `roles: sequences=${played} answers_compared=${tally.compared} ${JSON.stringify(tally.cameAbout)}`,
    )
    // What never came about would not have been tried.
    for (const action of ACTIONS) expect([action, tally.cameAbout[action] ?? 0]).not.toEqual([action, 0])
  },
  MINUTES,
)
