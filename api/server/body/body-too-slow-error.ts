// Ends the reading of a request's body that comes so slowly that it would hold its connection for ever.

export interface BodyTooSlow {
  readonly receivedBytes: number
  readonly windowMs: number
  readonly bytesPerSecondMin: number
}

export class BodyTooSlowError extends Error {
  override readonly name = 'BodyTooSlowError'

  constructor({ receivedBytes, windowMs, bytesPerSecondMin }: BodyTooSlow) {
    const rule = `a body must come at ${bytesPerSecondMin} bytes a second at least`
    super(`${rule}, and ${receivedBytes} bytes came in ${windowMs / 1000} s; send it faster, or in several requests`)
  }
}
