import fc from 'fast-check'
import { playSequence, sequences, type Tally } from '../support/roleSequences'
import { startSampleCloud } from '../support/sampleCloud'

const SEQUENCES = 200

/** Random sequences of what people do to each other's roles, each answer held against a model of the rules. */
async function benchRoles(): Promise<void> {
  const cloud = await startSampleCloud()
  const tally: Tally = { compared: 0, cameAbout: {} }
  let played = 0
  try {
    await fc.assert(
      fc.asyncProperty(sequences, (steps) => playSequence(cloud, `s${played++}`, steps, tally)),
      { seed: 20261125, numRuns: SEQUENCES, endOnFailure: true },
    )
  } finally {
    await cloud.remove()
  }
  console.log(JSON.stringify(tally.cameAbout))
  console.log(`bench roles: sequences=${played} answers_compared=${tally.compared} differing=0`)
}

void benchRoles()
