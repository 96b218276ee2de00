import { CollectionMissingError, DuplicateKeyError } from '../store/store'
import { addCollection } from './addCollection'
import { calculateDocument } from './calculateDocument'
import type { Cloud, WireAction, WireAnswer } from './cloud'
import { WireError } from './errors'
import { getDocument } from './getDocument'
import { insertDocument } from './insertDocument'
import { invokeFunction } from './invokeFunction'
import { modifyDocument } from './modifyDocument'
import { removeDocument } from './removeDocument'

const ACTIONS: Record<string, WireAction> = {
  'database.getDocument': getDocument,
  'database.insertDocument': insertDocument,
  'database.modifyDocument': modifyDocument,
  'database.removeDocument': removeDocument,
  'database.calculateDocument': calculateDocument,
  'database.addCollection': addCollection,
  'functions.invokeFunction': invokeFunction,
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
  if (!perform || transactionId !== undefined) {
    const what = perform ? 'a transaction' : action
    throw new WireError('LOCALCLOUD_NOT_ANSWERED', `localcloud does not answer ${what}`)
  }
  return perform(cloud, body)
}

function asWireError(fault: unknown): { code: string; message: string } {
  if (fault instanceof WireError) return fault
  if (fault instanceof DuplicateKeyError) return { code: 'DATABASE_REQUEST_FAILED', message: fault.message }
  if (fault instanceof CollectionMissingError)
    return { code: 'DATABASE_COLLECTION_NOT_EXIST', message: fault.message }
  console.error(fault)
  return { code: 'SYS_ERR', message: 'localcloud has a fault; its log says more' }
}
