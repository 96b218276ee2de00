import fc from 'fast-check'
import type { TestCloud } from '../support/cloud'
import { playSequence, sequences } from '../support/roleSequences'
import { startSampleCloud } from '../support/sampleCloud'

/**
 * After whatever people do to each other's roles, nobody reaches more than the table gives, and nobody less. A tenth of
 * the sequences; all of them run by `ROLE_SEQUENCES=200`.
 */

const SEQUENCES = Number(process.env.ROLE_SEQUENCES ?? 20)
const MINUTES = 1_800_000

let cloud: TestCloud
beforeAll(async () => {
  cloud = await startSampleCloud()
})
afterAll(() => cloud.remove())

test(
  `${SEQUENCES} random sequences of invite, bind, claim, claim code, hand over, end, suspend and reorganise`,
  async () => {
    let played = 0
    let compared = 0
    await fc.assert(
      fc.asyncProperty(sequences, async (steps) => {
        compared += await playSequence(cloud, `s${played++}`, steps)
      }),
      { seed: 20261125, numRuns: SEQUENCES, endOnFailure: true },
    )
    console.log(`roles: sequences=${played} answers_compared=${compared}`)
    expect(compared).toBeGreaterThan(30 * SEQUENCES)
  },
  MINUTES,
)
