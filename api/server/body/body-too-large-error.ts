// Ends the reading of a request's body that is larger than its route takes.

export interface BodyTooLarge {
  readonly bytesMax: number
  /** Content-Length; undefined when the client did not say it. */
  readonly declaredBytes: number | undefined
  readonly receivedBytes: number
}

export class BodyTooLargeError extends Error {
  override readonly name = 'BodyTooLargeError'

  constructor({ bytesMax, declaredBytes, receivedBytes }: BodyTooLarge) {
    const size = declaredBytes === undefined ? `${receivedBytes} and more came` : `Content-Length is ${declaredBytes}`
    super(`a body may have ${bytesMax} bytes here, and ${size}; send it in several requests`)
  }
}
