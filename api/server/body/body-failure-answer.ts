// What a client gets whose request's body cannot be read to its end.
import { problemAnswer } from '../answer/problem-answer.ts'
import type { Answer } from '../http.ts'
import { BodyTooLargeError } from './body-too-large-error.ts'
import { BodyTooSlowError } from './body-too-slow-error.ts'

/** Undefined for every other error, that of a client which has left among them: it gets nothing. */
export function bodyFailureAnswer(error: unknown, requestId: string): Answer | undefined {
  if (error instanceof BodyTooLargeError) return problemAnswer({ status: 413, detail: error.message, requestId })
  if (error instanceof BodyTooSlowError) return problemAnswer({ status: 408, detail: error.message, requestId })
  return undefined
}
