// `POST /events`: live events, as JSON Lines or one JSON array, answered once they are durably staged.
import { isMillraceError } from '@millrace/engine/errors/millrace-error.ts'
import { IntakeError } from '@millrace/engine/intake/intake-error.ts'
import type { IntakeAnswer } from '@millrace/engine/intake/intake-answer.ts'
import { MalformedBodyError } from '@millrace/engine/intake/malformed-body-error.ts'
import type { z } from 'zod'
import type { eventsTaken } from '@millrace/schemas/api/answers/events-taken.ts'
import { jsonAnswer } from '../../routes/json-answer.ts'
import type { Log } from '../../observe/open-log.ts'
import { problemAnswer } from '../../server/answer/problem-answer.ts'
import type { Answer, ApiRequest, Handler } from '../../server/http.ts'
import { idempotencyKeyRule, isIdempotencyKey } from '../idempotency-key.ts'
import { retrySeconds, type LiveIntake } from '../live-intake.ts'
import { writeRefusal } from '../write-refusal.ts'
import { contentEncodingOf, contentEncodings, decodedBody } from './decoded-body.ts'

/** Of the body as it comes, and of what comes out of it when it is compressed. */
export const eventsBodyBytesMax = 256 * 1024 * 1024

export interface PostEventsOptions {
  readonly intake: Pick<LiveIntake, 'take'>
  readonly token: string | undefined
  readonly log: Pick<Log, 'warn'>
}

export function postEvents({ intake, token, log }: PostEventsOptions): Handler {
  return async (request) => {
    const refusal = refusalOf(request, token)
    if (refusal !== undefined) return refusal
    const encoding = contentEncodingOf(request.header('content-encoding'))
    if (encoding === undefined) return encodingRefusal(request)
    const body = decodedBody(request.body, encoding, eventsBodyBytesMax)
    try {
      const { accepted, rejected, rejectedTotal } = await intake.take(body, { key: request.header('idempotency-key') })
      const taken: z.output<typeof eventsTaken> = { accepted, rejected: [...rejected], rejected_total: rejectedTotal }
      return jsonAnswer(JSON.stringify(taken), { 'Cache-Control': 'no-store' }, 202)
    } catch (error) {
      return failureAnswer(error, request, log)
    }
  }
}

function refusalOf({ header, queryString, clientAddress, requestId }: ApiRequest, token: string | undefined) {
  const refusal = writeRefusal(token, header('authorization'), clientAddress)
  if (refusal !== undefined) {
    const isForbidden = refusal.kind === 'forbidden'
    const headers: Record<string, string> = isForbidden ? {} : { 'WWW-Authenticate': 'Bearer' }
    return problemAnswer({ status: isForbidden ? 403 : 401, detail: refusal.detail, requestId, headers })
  }
  if (queryString !== '') {
    return problemAnswer({ status: 400, detail: 'POST /events takes no parameters', requestId })
  }
  const key = header('idempotency-key')
  if (key === undefined || isIdempotencyKey(key)) return undefined
  const detail = `Idempotency-Key ${idempotencyKeyRule}`
  return problemAnswer({ status: 400, detail, requestId, errors: { 'Idempotency-Key': [idempotencyKeyRule] } })
}

function encodingRefusal({ header, requestId }: ApiRequest): Answer {
  const detail = `Content-Encoding ${(header('content-encoding') ?? '').slice(0, 40)} is not one of ${contentEncodings.join(', ')}`
  return problemAnswer({ status: 415, detail, requestId, headers: { 'Accept-Encoding': 'gzip' } })
}

/** What the server knows (a body too large or too slow, a client that left) is the server's to answer. */
function failureAnswer(error: unknown, { requestId }: ApiRequest, log: Pick<Log, 'warn'>): Answer {
  if (!(error instanceof IntakeError)) throw error
  const { cause, taken } = error
  if (cause instanceof MalformedBodyError) {
    return problemAnswer({ status: 400, detail: cause.message + takenWords(taken), requestId })
  }
  if (!isMillraceError(cause)) throw cause
  const headers = { 'Retry-After': retrySeconds }
  if (cause.code === 'STAGING_FULL') {
    return problemAnswer({ status: 429, detail: cause.message + takenWords(taken), requestId, headers })
  }
  log.warn({ requestId, err: cause }, 'live events cannot be staged')
  const detail = `events cannot be staged now${takenWords(taken)}; the log of the API says why`
  return problemAnswer({ status: 503, detail, requestId, headers })
}

function takenWords({ accepted }: IntakeAnswer): string {
  if (accepted === 0) return ''
  return `; ${accepted} events of the request are staged already: repeat it under an Idempotency-Key, and each is in once`
}
