// The closed set of failures Millrace knows, and what each one means for whoever meets it.
// Anything that is not one of these is a bug and must crash loudly.

/** What can go wrong, and whether trying the same thing again can help. */
export const errorCodes = {
  /** Wrong usage or configuration: names the value, the rule and the fix. Exit code 2. */
  CONFIG: { canRetry: false },
  /** The staging stream cannot be reached or cannot take or give a block now. */
  STAGING_UNAVAILABLE: { canRetry: true },
  /** As much is staged as may be: the drain has to come after first. */
  STAGING_FULL: { canRetry: true },
  /** ClickHouse cannot be reached or is overloaded now. */
  WAREHOUSE_UNAVAILABLE: { canRetry: true },
  /** ClickHouse has understood a block and refuses it: it will refuse it again. */
  WAREHOUSE_REJECTED: { canRetry: false },
  /** ClickHouse stopped a read at a limit of time, memory or rows: ask for less. */
  QUERY_LIMIT: { canRetry: false },
  /** A staged block's bytes are not the bytes that were staged. */
  CORRUPT_RECORD: { canRetry: false },
  /** A local service (embedded ClickHouse, local Kafka) did not start. */
  SERVICE_FAILED: { canRetry: false },
  /** There is no room on a disk Millrace writes to. */
  DISK_FULL: { canRetry: false },
} as const satisfies Record<string, { canRetry: boolean }>

export type ErrorCode = keyof typeof errorCodes

/** A failure of a known kind. `message` is written for the user and says what to do. */
export class MillraceError extends Error {
  readonly code: ErrorCode

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.name = 'MillraceError'
    this.code = code
  }

  get canRetry(): boolean {
    return errorCodes[this.code].canRetry
  }
}

/** A wrong value given by the user: what it is called, what it was, and what it may be. */
export function configError(name: string, value: string, rule: string): MillraceError {
  return new MillraceError('CONFIG', `${name}=${value} is not valid: ${rule}`)
}

export function isMillraceError(error: unknown, code?: ErrorCode): error is MillraceError {
  return error instanceof MillraceError && (code === undefined || error.code === code)
}
