import { openDatabase } from '../../src/cloudbase/database'
import { openProtection } from '../../src/cloudbase/protection'

/** What every part of the door `people` works with. Throws when a key is missing: the function must not start. */
export const database = openDatabase()
export const { protection, auditSeal, pinHashing, randomness } = openProtection(process.env)
