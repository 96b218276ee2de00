import tcb from '@cloudbase/node-sdk'

/** The SDK's database handle. */
export type Database = ReturnType<ReturnType<typeof tcb.init>['database']>

/** Opens the database of the environment the function runs in. */
export function openDatabase(): Database {
  return tcb.init({ env: process.env.TCB_ENV ?? tcb.SYMBOL_CURRENT_ENV }).database()
}
