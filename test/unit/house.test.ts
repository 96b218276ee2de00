import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

/** `npm run check` holds the house to its import directions; here wrong imports are put before the same rules. */

type Cruise = { summary: { violations: { from: string; rule: { name: string } }[] } }

test('each wrong import breaks the rule that forbids it, and right ones break none', async () => {
  const command = promisify(execFile)(
    'npx',
    [
      '--no-install',
      'depcruise',
      'src',
      'miniprogram',
      'cloudfunctions',
      '--config',
      '../../../.dependency-cruiser.cjs',
      '--output-type',
      'json',
    ],
    { cwd: 'test/fixtures/house', maxBuffer: 1 << 24 },
  )
  const { stdout } = await command
  const broken = (JSON.parse(stdout) as Cruise).summary.violations.map(({ from, rule }) => [from, rule.name])
  expect(broken.sort()).toEqual([
    ['cloudfunctions/usesLocalcloud.ts', 'cloudfunctions-sees-only-its-own'],
    ['miniprogram/usesCloudbase.ts', 'miniprogram-sees-only-its-own'],
    ['src/contracts/usesPackage.ts', 'src/contracts-has-no-io'],
    ['src/domain/readsFiles.ts', 'src/domain-has-no-io'],
    ['src/domain/usesUsecase.ts', 'src/domain-sees-only-its-own'],
    ['src/localcloud/usesDomain.ts', 'src/localcloud-sees-only-its-own'],
    ['src/usecases/usesCloudbase.ts', 'src/usecases-sees-only-its-own'],
  ])
})
