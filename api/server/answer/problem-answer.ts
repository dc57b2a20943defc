// An error answer: `application/problem+json` (RFC 9457), the same shape from every route and from the server itself.
import { STATUS_CODES } from 'node:http'
import type { Problem } from '@millrace/schemas/api/answers/problem.ts'
import type { Answer } from '../http.ts'

export interface ProblemOptions {
  readonly status: number
  readonly detail: string
  readonly requestId: string
  /** What is wrong, by parameter. */
  readonly errors?: Readonly<Record<string, readonly string[]>> | undefined
  readonly headers?: Readonly<Record<string, string>>
}

export function problemAnswer({ status, detail, requestId, errors, headers }: ProblemOptions): Answer {
  const body: Problem = {
    type: 'about:blank',
    title: STATUS_CODES[status] ?? 'Error',
    status,
    detail,
    request_id: requestId,
    ...(errors === undefined
      ? {}
      : { errors: Object.fromEntries(Object.entries(errors).map(([name, rules]) => [name, [...rules]])) }),
  }
  return {
    status,
    headers: { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store', ...headers },
    body: JSON.stringify(body),
  }
}
