/** CloudBase's error codes, as the SDK throws them in `TcbError.code`. */
export type WireCode =
  | 'INVALID_PARAM'
  | 'DATABASE_REQUEST_FAILED'
  | 'DATABASE_COLLECTION_NOT_EXIST'
  | 'DATABASE_COLLECTION_ALREADY_EXIST'
  | 'DATABASE_PERMISSION_DENIED'
  | 'DATABASE_TRANSACTION_CONFLICT'
  | 'DATABASE_TRANSACTION_FAIL'
  | 'FUNCTION_NOT_FOUND'
  | 'FUNCTION_INVOCATION_FAILED'
  | 'FUNCTION_TIME_LIMIT_EXCEEDED'
  | 'FUNCTION_MEMORY_LIMIT_EXCEEDED'
  | 'FUNCTION_EXCEED_RESOURCE_LIMIT'
  | 'FUNCTION_PARAM_INVALID'
  | 'STORAGE_REQUEST_FAIL'
  | 'STORAGE_FILE_NONEXIST'
  | 'STORAGE_EXCEED_AUTHORITY'
  | 'EXCEED_REQUEST_SIZE_LIMIT'
  | 'LOCALCLOUD_NOT_ANSWERED'
  /** Ours: the cloud answers such a query, slowly. */
  | 'LOCALCLOUD_INDEX_MISSING'
  | 'SYS_ERR'

/** A refusal that the caller is told of; anything else that is thrown is a bug of localcloud's. */
export class WireError extends Error {
  constructor(
    readonly code: WireCode,
    message: string,
  ) {
    super(message)
  }
}
