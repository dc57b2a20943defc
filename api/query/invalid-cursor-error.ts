// A cursor that cannot be gone on from.
import { InvalidParameterError } from './invalid-parameter-error.ts'

export class InvalidCursorError extends InvalidParameterError {
  constructor(message: string) {
    super('cursor', message)
    this.name = 'InvalidCursorError'
  }
}
