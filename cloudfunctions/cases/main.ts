import { creditCodeOfNumber, findRecords, readCases } from '../../src/cloudbase/cases'
import { findClaimable } from '../../src/cloudbase/claims'
import { openDatabase } from '../../src/cloudbase/database'
import { functionMain } from '../../src/cloudbase/functionShell'
import { makeGuard } from '../../src/cloudbase/guard'
import { findKept } from '../../src/cloudbase/kept'
import { linkToPicture, lookAtPicture, openFiles } from '../../src/cloudbase/pictures'
import { openProtection } from '../../src/cloudbase/protection'
import { readSources } from '../../src/cloudbase/reports'
import { readRulesForOldRecords } from '../../src/cloudbase/settings'
import { confirmTier, proposeTier } from '../../src/usecases/cases/changeTier'
import { decideCase } from '../../src/usecases/cases/decideCase'
import { fileMistake } from '../../src/usecases/cases/fileMistake'
import { fileClarification, fileObjection, fileRepair } from '../../src/usecases/cases/fileOnRecord'
import { listCases } from '../../src/usecases/cases/listCases'
import { listRecords } from '../../src/usecases/cases/listRecords'
import { readCase } from '../../src/usecases/cases/readCase'
import { showContact, showProof } from '../../src/usecases/cases/showSealed'
import { resumeRecord, suspendRecord } from '../../src/usecases/cases/suspendRecord'
import { takeBackCase } from '../../src/usecases/cases/takeBackCase'

const database = openDatabase()
const files = openFiles()
const { protection, auditSeal, randomness } = openProtection(process.env)
const deps = {
  protection,
  randomness,
  rules: readRulesForOldRecords(process.env),
  readSources: readSources.bind(null, database),
  findEntity: findClaimable.bind(null, database),
  findRecords: findRecords.bind(null, database),
  findRecord: (recordId: string) => findKept(database, 'records', recordId),
  findCase: (caseId: string) => findKept(database, 'cases', caseId),
  creditCodeOfNumber: creditCodeOfNumber.bind(null, database),
  readCases: readCases.bind(null, database),
  lookAtPicture: lookAtPicture.bind(null, files),
  linkToPicture: linkToPicture.bind(null, files),
}

/** The door `cases`: records with why they are shown, and what people ask to be put right. */
export const main = functionMain(
  'cases',
  {
    'record.list': (input, call) => listRecords(deps, input, call),
    'record.tier': (input, call) => proposeTier(input, call),
    'record.confirmTier': (input, call) => confirmTier(deps, input, call),
    'record.suspend': (input, call) => suspendRecord(deps, input, call),
    'record.resume': (input, call) => resumeRecord(deps, input, call),
    'objection.file': (input, call) => fileObjection(deps, input, call),
    'repair.file': (input, call) => fileRepair(deps, input, call),
    'clarification.file': (input, call) => fileClarification(deps, input, call),
    'mistake.file': (input, call) => fileMistake(deps, input, call),
    'case.list': (input, call) => listCases(deps, input, call),
    'case.read': (input, call) => readCase(deps, input, call),
    'case.proof': (input, call) => showProof(deps, input, call),
    'case.contact': (input, call) => showContact(deps, input, call),
    'case.takeBack': (input, call) => takeBackCase(deps, input, call),
    'case.decide': (input, call) => decideCase(deps, input, call),
  },
  makeGuard({ database, protection, auditSeal, now: Date.now }),
)
