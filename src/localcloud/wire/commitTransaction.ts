import * as z from 'zod/mini'
import type { WireAction } from './cloud'
import { readFields } from './request'

const request = z.object({ transactionId: z.string() })

/** `commit()`, and the end of `runTransaction()`. */
export const commitTransaction: WireAction = ({ transactions, now }, body) => {
  transactions.commit(readFields(request, body).transactionId, now())
  return {}
}
