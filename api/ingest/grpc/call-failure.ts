// How a call fails: as the client can understand it, with what was taken nevertheless.
import { Metadata, status, type ServiceError } from '@grpc/grpc-js'
import { isMillraceError } from '@millrace/engine/errors/millrace-error.ts'
import { IntakeError } from '@millrace/engine/intake/intake-error.ts'
import { MalformedBodyError } from '@millrace/engine/intake/malformed-body-error.ts'
import { retrySeconds } from '../live-intake.ts'

/** Refused before anything was taken, or ended by the client. */
export class CallRefusedError extends Error {
  readonly code: status

  constructor(code: status, message: string, options?: { cause: unknown }) {
    super(message, options)
    this.name = 'CallRefusedError'
    this.code = code
  }
}

type CallFailure = Pick<ServiceError, 'code' | 'details' | 'metadata' | 'name' | 'message'>

/** `onUnknownError` is told of what nobody has foreseen; the client is told that it is INTERNAL, no more. */
export function callFailure(error: unknown, onUnknownError: (error: unknown) => void): CallFailure {
  const { cause, accepted } =
    error instanceof IntakeError
      ? { cause: error.cause, accepted: error.taken.accepted }
      : { cause: error, accepted: 0 }
  const { code, details } = codeOf(cause, onUnknownError)
  const metadata = new Metadata()
  metadata.set('accepted', String(accepted))
  if (code === status.RESOURCE_EXHAUSTED || code === status.UNAVAILABLE) metadata.set('retry-after', retrySeconds)
  return { name: 'CallFailure', message: details, code, details, metadata }
}

function codeOf(cause: unknown, onUnknownError: (error: unknown) => void): { code: status; details: string } {
  if (cause instanceof CallRefusedError) return { code: cause.code, details: cause.message }
  if (cause instanceof MalformedBodyError) return { code: status.INVALID_ARGUMENT, details: cause.message }
  if (isMillraceError(cause, 'STAGING_FULL')) return { code: status.RESOURCE_EXHAUSTED, details: cause.message }
  if (isMillraceError(cause)) {
    onUnknownError(cause)
    return { code: status.UNAVAILABLE, details: 'events cannot be staged now; the log of the API says why' }
  }
  onUnknownError(cause)
  return { code: status.INTERNAL, details: 'something went wrong in the API; its log says what' }
}
