// The error that an answer other than 2xx means.
import { problem } from '@millrace/schemas/api/answers/problem.ts'
import { ApiError, type ApiErrorKind } from './api-error.ts'
import { retryAfterSeconds } from './retry-after.ts'

/** Takes the body. Never rejects: a body that breaks off says no less than one that is no problem document. */
export async function errorOfAnswer(answer: Response): Promise<ApiError> {
  const { status } = answer
  const text = await answer.text().catch(() => '')
  const said = problem.safeParse(parsedJson(text))
  const kind = kindOf(status, said.success)
  const message = said.success ? messageOf(said.data) : `${status} ${answer.statusText}`.trim()
  const retryAfter = retryAfterSeconds(answer.headers.get('Retry-After'), Date.now())
  return new ApiError(kind, message, { status, retryAfterSeconds: retryAfter })
}

function kindOf(status: number, isFromApi: boolean): ApiErrorKind {
  if (status === 429) return 'limited'
  if (status === 503 || status === 502) return 'away'
  if (status === 504) return 'overloaded'
  if (status >= 400 && status < 500) return 'refused'
  // The API's own faults say what they are: a bare 500 is from a proxy that found nobody behind it, as Vite's does.
  return isFromApi ? 'failed' : 'away'
}

function messageOf({ detail, errors = {} }: { detail: string; errors?: Record<string, string[]> | undefined }): string {
  const wrong = Object.entries(errors).map(([name, rules]) => `${name} ${rules.join(', ')}`)
  return wrong.length > 0 ? wrong.join('; ') : detail
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined // no problem document; the status says what there is to say
  }
}
