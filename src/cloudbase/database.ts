import tcb from '@cloudbase/node-sdk'

/** The SDK's database handle. */
export type Database = ReturnType<ReturnType<typeof tcb.init>['database']>

/** Opens the database of the environment the function runs in. */
export function openDatabase(): Database {
  // Inside a function the SDK would open a connection for each request.
  return tcb.init({ env: process.env.TCB_ENV ?? tcb.SYMBOL_CURRENT_ENV, keepalive: true }).database()
}
