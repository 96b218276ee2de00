import * as z from 'zod/mini'
import type { WireAction } from './cloud'
import { readFields } from './request'

const request = z.object({ transactionId: z.string() })

/** `rollback()`. */
export const abortTransaction: WireAction = ({ transactions, now }, body) => {
  transactions.abort(readFields(request, body).transactionId, now())
  return {}
}
