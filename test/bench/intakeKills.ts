import { join } from 'node:path'
import { intakeKills } from '../support/intakeKills'

const KILLS = 200
const SEED = 20261127

/** Two hundred kills of the process that takes files in; what comes out must be what an undisturbed run leaves. */
async function benchIntakeKills(): Promise<void> {
  const { kills, rounds, byState, differences } = await intakeKills(
    join(__dirname, 'intakeProcess.cjs'),
    SEED,
    KILLS,
  )
  for (const difference of differences) console.log(difference)
  const states = Object.entries(byState).map(([state, count]) => `${state} ${count}`)
  console.log(`killed while ${states.join(', ')}`)
  console.log(`bench intakeKills: kills=${kills} rounds=${rounds} differing=${differences.length}`)
}

void benchIntakeKills()
