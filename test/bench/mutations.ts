import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compareMutations, MUTATIONS } from '../support/intakeMutations/compare'

const FILES = 5000

/** Valid files, changed in every way that is known; says what should not have become of them, and ends with their number. */
const folder = mkdtempSync(join(tmpdir(), 'mutations-'))
void compareMutations(join(folder, 'file'), 2026, FILES)
  .then(({ files, refusedFiles, rows, violations }) => {
    for (const violation of violations) console.log(violation)
    console.log(
      `bench mutations: files=${files} mutations=${MUTATIONS.length} violations=${violations.length} files_refused=${refusedFiles} rows_taken=${rows.taken} rows_held=${rows.held} rows_refused=${rows.refused}`,
    )
    process.exitCode = violations.length > 0 ? 1 : 0
  })
  .finally(() => rmSync(folder, { recursive: true }))
