import type { WireAction } from './cloud'

/** `startTransaction()`, and the beginning of `runTransaction()`. */
export const startTransaction: WireAction = ({ transactions, now }) => ({
  transactionId: transactions.start(now()),
})
