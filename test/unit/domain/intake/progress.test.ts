import { secondsLeft } from '../../../../src/domain/intake/progress'

test.each([
  ['a quarter done in ten seconds leaves thirty', 'taking', 5, 20, 10_000, 30],
  ['a clock that was set back leaves nothing, not less', 'checking', 5, 20, -1, 0],
  ['nothing done yet tells nothing', 'checking', 0, 20, 10_000, null],
  ['what counts no chunks tells nothing', 'rebuilding', 20, 20, 10_000, null],
] as const)('%s', (_what, state, chunk, chunkCount, elapsedMs, expected) => {
  expect(secondsLeft({ state, stateSince: 1000, chunk, chunkCount }, 1000 + elapsedMs)).toBe(expected)
})
