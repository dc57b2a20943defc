// The known failure that a promise rejects with; anything else fails the test.
import { isMillraceError, type MillraceError } from '../errors/millrace-error.ts'

export async function failureOf(promise: Promise<unknown>): Promise<MillraceError> {
  try {
    await promise
  } catch (error) {
    if (isMillraceError(error)) return error
    throw error
  }
  throw new Error('it did not fail')
}
