// What a failed file operation of the spool means for whoever asked for it.
import { errorMessage, systemErrorCode } from '../../errors/error-message.ts'
import { MillraceError } from '../../errors/millrace-error.ts'

const diskFullCodes = new Set(['ENOSPC', 'EDQUOT'])

/** `DISK_FULL`, else `STAGING_UNAVAILABLE` for what the system refused; anything else is a bug and comes back as it is. */
export function spoolError(error: unknown, doing: string): unknown {
  const code = systemErrorCode(error)
  if (error instanceof MillraceError || code === undefined) return error
  if (diskFullCodes.has(code)) {
    return new MillraceError(
      'DISK_FULL',
      `no room on the disk of the spool while ${doing} (${code}): free some or move DATA_DIR, then run again`,
      { cause: error },
    )
  }
  return new MillraceError('STAGING_UNAVAILABLE', `the spool failed while ${doing}: ${errorMessage(error)}`, {
    cause: error,
  })
}
