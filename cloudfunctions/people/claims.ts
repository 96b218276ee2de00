import { findClaimable, findOwner, findStandingConsents, readClaims } from '../../src/cloudbase/claims'
import { findEntityNames } from '../../src/cloudbase/entities'
import type { Handlers } from '../../src/cloudbase/functionShell'
import { findKept } from '../../src/cloudbase/kept'
import { linkToPicture, lookAtPicture, openFiles, prepareUpload } from '../../src/cloudbase/pictures'
import { decideClaim } from '../../src/usecases/claims/decideClaim'
import { findEntity } from '../../src/usecases/claims/findEntity'
import { listClaims } from '../../src/usecases/claims/listClaims'
import { makeClaimCode } from '../../src/usecases/claims/makeClaimCode'
import { prepareEvidence } from '../../src/usecases/claims/prepareEvidence'
import { readClaim } from '../../src/usecases/claims/readClaim'
import { redeemClaimCode } from '../../src/usecases/claims/redeemClaimCode'
import { showEvidence } from '../../src/usecases/claims/showEvidence'
import { submitClaim } from '../../src/usecases/claims/submitClaim'
import { withdrawClaim } from '../../src/usecases/claims/withdrawClaim'
import { database, protection, randomness } from './shared'

const files = openFiles()
const deps = {
  protection,
  randomness,
  findEntity: findClaimable.bind(null, database),
  findEntityNames: findEntityNames.bind(null, database),
  findClaim: (claimId: string) => findKept(database, 'claims', claimId),
  findOwner: findOwner.bind(null, database),
  findStandingConsents: findStandingConsents.bind(null, database),
  readClaims: readClaims.bind(null, database),
  prepareUpload: prepareUpload.bind(null, files),
  lookAtPicture: lookAtPicture.bind(null, files),
  linkToPicture: linkToPicture.bind(null, files),
}

/** What merchants and clerks need to bring shop and owner together. */
export const claims = {
  'entity.find': (input) => findEntity(deps, input),
  'evidence.prepare': (input, call) => prepareEvidence(deps, input, call),
  'claim.submit': (input, call) => submitClaim(deps, input, call),
  'claim.withdraw': (input, call) => withdrawClaim(input, call),
  'claim.list': (input, call) => listClaims(deps, input, call),
  'claim.read': (input, call) => readClaim(deps, input, call),
  'claim.evidence': (input, call) => showEvidence(deps, input, call),
  'claim.decide': (input, call) => decideClaim(deps, input, call),
  'claimCode.make': (input, call) => makeClaimCode(deps, input, call),
  'claimCode.redeem': (input, call) => redeemClaimCode(deps, input, call),
} satisfies Partial<Handlers<'people'>>
