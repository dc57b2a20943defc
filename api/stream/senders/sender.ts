// How events leave the generator: one of the doors of Millrace.

interface SentEvents {
  readonly accepted: number
  readonly rejected: number
}

/** To be sent again under the same key after a while. */
export class SendAgainError extends Error {
  readonly afterMs: number

  constructor(message: string, afterMs: number, options?: { cause: unknown }) {
    super(message, options)
    this.name = 'SendAgainError'
    this.afterMs = afterMs
  }
}

export interface Sender {
  /** Where events go, for people. */
  readonly target: string
  /** Resolves when they are durably staged. Throws `SendAgainError` when they may not be, else what nobody can mend by waiting. */
  send(lines: Buffer, key: string): Promise<SentEvents>
  close(): Promise<void>
}
