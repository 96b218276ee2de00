import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compareMutations, MUTATIONS } from '../../support/intakeMutations/compare'

/** A tenth of `npm run bench -- mutations`. */

const folder = mkdtempSync(join(tmpdir(), 'mutations-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('of a changed file nothing is taken that the clean file did not say, and each row becomes something', async () => {
  const { files, refusedFiles, rows, violations } = await compareMutations(join(folder, 'file'), 7, 500)
  expect(violations).toEqual([])
  expect(files).toBeGreaterThan(MUTATIONS.length)
  // A reader that took nothing would break no rule.
  expect(refusedFiles).toBeLessThan(files / 2)
  for (const count of Object.values(rows)) expect(count).toBeGreaterThan(100)
})
