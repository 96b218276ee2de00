import { DatabaseRefusal, NotAnswered } from '../semantics/refusal'
import { DocumentTooLargeError, DuplicateKeyError } from '../store/collection'
import { StoreUnavailableError } from '../store/databaseFile'
import { CollectionMissingError } from '../store/store'
import {
  TransactionConflictError,
  TransactionMissingError,
  TransactionTooLargeError,
} from '../store/transactions'
import { abortTransaction } from './abortTransaction'
import { addCollection } from './addCollection'
import { aggregateDocuments } from './aggregateDocuments'
import { calculateDocument } from './calculateDocument'
import type { Cloud, WireAction, WireAnswer } from './cloud'
import { commitTransaction } from './commitTransaction'
import { WireError } from './errors'
import { getDocument } from './getDocument'
import { insertDocument } from './insertDocument'
import { invokeFunction } from './invokeFunction'
import { modifyAndReturnDoc } from './modifyAndReturnDoc'
import { modifyDocument } from './modifyDocument'
import { removeDocument } from './removeDocument'
import { startTransaction } from './startTransaction'
import { batchCopyFile, batchDeleteFile, batchGetDownloadUrl, getUploadMetadata } from './storage'
import { watchReads } from './watchReads'

/** These answer at once, and inside a transaction too. */
const DOCUMENT_ACTIONS: Record<string, WireAction> = {
  'database.getDocument': getDocument,
  'database.insertDocument': insertDocument,
  'database.modifyDocument': modifyDocument,
  'database.modifyAndReturnDoc': modifyAndReturnDoc,
  'database.removeDocument': removeDocument,
  'database.calculateDocument': calculateDocument,
}

const ACTIONS: Record<string, WireAction> = {
  ...DOCUMENT_ACTIONS,
  'database.aggregateDocuments': aggregateDocuments,
  'database.addCollection': addCollection,
  'database.startTransaction': startTransaction,
  'database.commitTransaction': commitTransaction,
  'database.abortTransaction': abortTransaction,
  'functions.invokeFunction': invokeFunction,
  'storage.getUploadMetadata': getUploadMetadata,
  'storage.batchGetDownloadUrl': batchGetDownloadUrl,
  'storage.batchDeleteFile': batchDeleteFile,
  'storage.batchCopyFile': batchCopyFile,
}

/** Answers one request of the SDK. What is not answered yet is refused by name; a bug is logged and answered as SYS_ERR. */
export async function answerWire(cloud: Cloud, requestId: string, body: unknown): Promise<WireAnswer> {
  try {
    return { requestId, ...(await perform(cloud, body)) }
  } catch (fault) {
    const { code, message } = asWireError(fault)
    return { requestId, code, message: `[${code}] ${message}` }
  }
}

function perform(cloud: Cloud, body: unknown): object | Promise<object> {
  const { action, transactionId } = (body ?? {}) as { action?: unknown; transactionId?: unknown }
  if (typeof action !== 'string') throw new WireError('INVALID_PARAM', 'action is missing')
  const perform = Object.hasOwn(ACTIONS, action) ? ACTIONS[action] : undefined
  if (!perform) throw new WireError('LOCALCLOUD_NOT_ANSWERED', `localcloud does not answer ${action}`)
  if (!action.startsWith('database.')) return perform(cloud, body)
  const isInTransaction = typeof transactionId === 'string' && Object.hasOwn(DOCUMENT_ACTIONS, action)
  return watchReads(cloud, action, (watched) =>
    isInTransaction
      ? cloud.transactions.run(transactionId, cloud.now(), () => perform(watched, body))
      : perform(watched, body),
  )
}

function asWireError(fault: unknown): { code: string; message: string } {
  if (fault instanceof WireError) return fault
  if (fault instanceof DatabaseRefusal) return { code: 'DATABASE_REQUEST_FAILED', message: fault.message }
  if (fault instanceof NotAnswered) return { code: 'LOCALCLOUD_NOT_ANSWERED', message: fault.message }
  if (fault instanceof DuplicateKeyError) return { code: 'DATABASE_REQUEST_FAILED', message: fault.message }
  if (fault instanceof CollectionMissingError)
    return { code: 'DATABASE_COLLECTION_NOT_EXIST', message: fault.message }
  // Codes: docs.cloudbase.net/error-code. Bracketed names: what people's own retries look for in the message.
  if (fault instanceof TransactionConflictError) {
    const message =
      '[ResourceUnavailable.TransactionConflict] somebody else has written what was read; try again'
    return { code: 'DATABASE_TRANSACTION_CONFLICT', message }
  }
  if (fault instanceof TransactionMissingError) {
    const message =
      '[ResourceUnavailable.TransactionNotExist] the transaction has ended; it may be open for 30 s'
    return { code: 'DATABASE_TRANSACTION_FAIL', message }
  }
  if (fault instanceof TransactionTooLargeError)
    return { code: 'DATABASE_TRANSACTION_FAIL', message: fault.message }
  if (fault instanceof DocumentTooLargeError)
    return { code: 'DATABASE_REQUEST_FAILED', message: fault.message }
  if (fault instanceof StoreUnavailableError) {
    console.error(fault.message)
    return { code: 'SYS_ERR', message: fault.message }
  }
  console.error(fault)
  return { code: 'SYS_ERR', message: 'localcloud has a fault; its log says more' }
}
