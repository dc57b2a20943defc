// What a system error at work in OUT means for its user.
import { systemErrorCode } from '../errors/error-message.ts'
import { configError, MillraceError } from '../errors/millrace-error.ts'

/** A MillraceError that says what to do; or the error itself when it has nothing to do with OUT. */
export function outError(out: string, error: unknown): unknown {
  switch (systemErrorCode(error)) {
    case 'ENOSPC':
    case 'EDQUOT':
      return new MillraceError('DISK_FULL', `no room left on the disk of OUT=${out}: free some, then run it again`, {
        cause: error,
      })
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return configError('OUT', out, 'this user cannot write there; choose a folder of your own')
    case 'EEXIST':
    case 'ENOTDIR':
      return configError('OUT', out, 'it must be a folder, and something else is in its place')
    default:
      return error
  }
}
