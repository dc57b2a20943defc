// A cursor that cannot be gone on from, said to the person who sent it: a wrong parameter, not a fault.

export class InvalidCursorError extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'InvalidCursorError'
  }
}
