// What went wrong, in words for the person who looks.
import type { ApiError } from '../connect/api-error.ts'

export function errorWords(error: Pick<ApiError, 'kind' | 'message' | 'retryAfterSeconds'>): string {
  switch (error.kind) {
    case 'away':
      return `Not to be had at the moment: ${error.message}.`
    case 'limited':
      return `Too many requests; the next one is allowed in ${error.retryAfterSeconds ?? 1} s.`
    case 'overloaded':
      return 'The query took too long. A shorter range is faster.'
    case 'refused':
      return `The API refused the question: ${error.message}`
    case 'failed':
      return `The API failed: ${error.message}`
  }
}
