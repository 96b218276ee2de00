import { functionMain } from '../../src/cloudbase/functionShell'
import { makeGuard } from '../../src/cloudbase/guard'
import { claims } from './claims'
import { mine } from './mine'
import { roles } from './roles'
import { auditSeal, database, protection } from './shared'
import { signIn } from './signIn'

/** The door `people`: who is who, who may what, whose shop is whose. */
export const main = functionMain(
  'people',
  { ...signIn, ...roles, ...claims, ...mine },
  makeGuard({ database, protection, auditSeal, now: Date.now }),
)
