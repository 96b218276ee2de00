import { createHash } from 'node:crypto'
import { openDatabase } from '../../src/cloudbase/database'
import { functionMain } from '../../src/cloudbase/functionShell'
import { makeGuard } from '../../src/cloudbase/guard'
import { findKept } from '../../src/cloudbase/kept'
import { openProtection } from '../../src/cloudbase/protection'
import { findCode, findReport, readSources } from '../../src/cloudbase/reports'
import { readEdition, readSettings } from '../../src/cloudbase/settings'
import { checkDocument } from '../../src/usecases/documents/checkDocument'
import { makeOwnDocument, makePublicDocument } from '../../src/usecases/documents/makeDocument'
import { readOwnData } from '../../src/usecases/documents/readOwnData'

const { macKeys, mode, plaqueOrigins } = readSettings(process.env)
const { protection, auditSeal, randomness } = openProtection(process.env)
const database = openDatabase()
const deps = {
  macKeys,
  mode,
  origin: plaqueOrigins[0] ?? '',
  edition: readEdition(process.env),
  randomness,
  now: Date.now,
  sha256: (text: string) => createHash('sha256').update(text).digest('hex'),
  // What prints, and its font, is read with the first document.
  writePdf: async (document: Parameters<typeof import('./late')['writePdf']>[0]) =>
    (await import('./late')).writePdf(document),
  readSources: readSources.bind(null, database),
  findReport: findReport.bind(null, database),
  findCode: findCode.bind(null, database),
  findDocument: (number: string) => findKept(database, 'documents', number),
}

/** The door `document`: reports as files that prove themselves. */
export const main = functionMain(
  'document',
  {
    'report.make': (input, call) => makeOwnDocument(deps, input, call),
    'report.makePublic': (input, call) => makePublicDocument(deps, input, call),
    'document.check': (input) => checkDocument(deps, input),
    'data.read': (input, call) => readOwnData(deps, input, call),
  },
  makeGuard({ database, protection, auditSeal, now: Date.now }),
)
