// What a system error at work in DATA_DIR means for its user.
import { systemErrorCode } from '../../errors/error-message.ts'
import { configError, MillraceError } from '../../errors/millrace-error.ts'

/** A MillraceError that says what to do; or the error itself when it has nothing to do with DATA_DIR. */
export function dataDirError(dataDir: string, error: unknown): unknown {
  switch (systemErrorCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new MillraceError(
        'DISK_FULL',
        `no room left on the disk of ${dataDir}: free some, or choose another DATA_DIR`,
        { cause: error },
      )
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return configError('DATA_DIR', dataDir, 'this user cannot write there; choose a folder of your own')
    default:
      return error
  }
}
