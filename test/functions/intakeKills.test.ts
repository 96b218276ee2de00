import { intakeKills } from '../support/intakeKills'

/** A tenth of the kills; all of them by `npm run bench -- intakeKills`. */
const KILLS = 20
const MINUTES = 300_000

test(
  'files that are taken in by a process which is killed again and again leave what an undisturbed run leaves',
  async () => {
    const report = await intakeKills('dist/node/bench/intakeProcess.cjs', 7, KILLS)
    console.info(`intakeKills: ${JSON.stringify(report)}`)
    expect(report).toMatchObject({ kills: KILLS, differences: [] })
    // What was never killed while it wrote would not have been tried.
    expect(report.byState.taking).toBeGreaterThan(0)
  },
  MINUTES,
)
