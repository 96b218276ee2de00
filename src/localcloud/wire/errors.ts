/** CloudBase's error codes, as the SDK throws them in `TcbError.code`. */
export type WireCode =
  | 'INVALID_PARAM'
  | 'DATABASE_REQUEST_FAILED'
  | 'DATABASE_COLLECTION_NOT_EXIST'
  | 'DATABASE_COLLECTION_ALREADY_EXIST'
  | 'DATABASE_PERMISSION_DENIED'
  | 'FUNCTION_NOT_FOUND'
  | 'FUNCTION_INVOCATION_FAILED'
  | 'FUNCTION_TIME_LIMIT_EXCEEDED'
  | 'LOCALCLOUD_NOT_ANSWERED'
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
