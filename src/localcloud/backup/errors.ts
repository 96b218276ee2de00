/** Why a backup, a restore or a check cannot be made. */
export type BackupCode =
  | 'FILE_EXISTS'
  | 'FILE_MISSING'
  | 'FOLDER_MISSING'
  | 'FOLDER_NOT_EMPTY'
  | 'NOT_A_BACKUP'
  | 'BACKUP_NEWER'
  | 'BACKUP_DAMAGED'
  | 'STORE_UNAVAILABLE'
  | 'DISK'
  | 'STOPPED'

/** A refusal that a person is told of, in one sentence; anything else that is thrown is a bug. */
export class BackupError extends Error {
  constructor(
    readonly code: BackupCode,
    message: string,
  ) {
    super(message)
  }
}
