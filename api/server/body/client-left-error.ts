// Ends the reading of a request's body whose client has left: what came of it is not all of it, and nobody waits for an answer.

export class ClientLeftError extends Error {
  override readonly name = 'ClientLeftError'

  constructor(receivedBytes: number) {
    super(`the client left after ${receivedBytes} bytes of its request's body`)
  }
}
