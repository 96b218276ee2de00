import { auditReading, insertSeal, readLastSeals } from '../../src/cloudbase/auditReading'
import { openDatabase } from '../../src/cloudbase/database'
import { type InvocationContext, originOf } from '../../src/cloudbase/invocation'
import { openProtection } from '../../src/cloudbase/protection'
import { callError } from '../../src/contracts/errors'
import { fail } from '../../src/domain/result'
import { sealDay } from '../../src/usecases/audit/sealDay'

const database = openDatabase()
const { auditSeal } = openProtection(process.env)
const sealing = {
  ...auditReading(database, auditSeal),
  readLastSeals: readLastSeals.bind(null, database),
  insertSeal: insertSeal.bind(null, database, auditSeal, 'timer'),
}

/** The door `nightly`: what its timer does. Nobody else may ask for it; done twice in a night it does nothing more. */
export async function main(event: unknown, context: InvocationContext = {}): Promise<unknown> {
  const { openId, isHttp } = originOf(event, context)
  if (openId !== null || isHttp) return fail(callError('NOT_ALLOWED'))
  const { _id: sealedOn, flaws } = await sealDay(sealing, Date.now())
  // A run that fails is what the operator is told of.
  if (flaws.length > 0) throw new Error(`the audit log is not as it was written: ${JSON.stringify(flaws)}`)
  return { sealedOn }
}
