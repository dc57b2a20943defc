// A request that failed on its way: `cause` says why, `taken` what was staged nevertheless, with the lines before it.
import { errorMessage } from '../errors/error-message.ts'
import type { IntakeAnswer } from './intake-answer.ts'

export class IntakeError extends Error {
  readonly taken: IntakeAnswer

  constructor(cause: unknown, taken: IntakeAnswer) {
    super(errorMessage(cause), { cause })
    this.name = 'IntakeError'
    this.taken = taken
  }
}
