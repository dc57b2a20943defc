// Why a question to the API has no answer, as the few kinds that people are told apart.

/**
 * away: no answer, or 503 · limited: 429 · refused: the question is wrong (400, 404) · overloaded: stopped at a limit (504) ·
 * failed: a fault of the API (500), or an answer outside its schema
 */
export type ApiErrorKind = 'away' | 'limited' | 'refused' | 'overloaded' | 'failed'

interface ApiErrorOptions {
  readonly status?: number | undefined
  readonly retryAfterSeconds?: number | undefined
  readonly cause?: unknown
}

export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly kind: ApiErrorKind
  readonly status: number | undefined
  readonly retryAfterSeconds: number | undefined

  constructor(kind: ApiErrorKind, message: string, { status, retryAfterSeconds, cause }: ApiErrorOptions = {}) {
    super(message, { cause })
    this.kind = kind
    this.status = status
    this.retryAfterSeconds = retryAfterSeconds
  }
}
