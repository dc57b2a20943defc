// Sends events by `POST /events`.
import { MillraceError } from '@millrace/engine/errors/millrace-error.ts'
import { errorMessage } from '@millrace/engine/errors/error-message.ts'
import { eventsTaken } from '@millrace/schemas/api/answers/events-taken.ts'
import { SendAgainError, type Sender } from './sender.ts'

const answerMsMax = 60_000
const againMs = 500

export function httpSender(baseUrl: string, token: string | undefined): Sender {
  const url = `${baseUrl}/events`
  const authorization: Record<string, string> = token === undefined ? {} : { Authorization: `Bearer ${token}` }
  return {
    target: `POST ${url}`,
    async send(lines, key) {
      const answer = await request(url, lines, { ...authorization, 'Idempotency-Key': key })
      if (answer.status === 202) {
        const { accepted, rejected_total } = eventsTaken.parse(JSON.parse(answer.text))
        return { accepted, rejected: rejected_total }
      }
      const message = `${url} answers ${answer.status}: ${answer.text.slice(0, 300)}`
      if (answer.status === 429 || answer.status >= 500) throw new SendAgainError(message, answer.retryAfterMs)
      throw new MillraceError('CONFIG', message)
    },
    close: () => Promise.resolve(),
  }
}

interface ReceivedAnswer {
  readonly status: number
  readonly text: string
  readonly retryAfterMs: number
}

async function request(url: string, lines: Buffer, headers: Record<string, string>): Promise<ReceivedAnswer> {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body: new Uint8Array(lines),
      headers: { 'Content-Type': 'application/x-ndjson', ...headers },
      signal: AbortSignal.timeout(answerMsMax),
    })
    const retryAfterSeconds = Number(answer.headers.get('retry-after') ?? NaN)
    const retryAfterMs = Number.isFinite(retryAfterSeconds) ? retryAfterSeconds * 1000 : againMs
    return { status: answer.status, text: await answer.text(), retryAfterMs }
  } catch (error) {
    const because =
      error instanceof Error && error.cause !== undefined ? errorMessage(error.cause) : errorMessage(error)
    throw new SendAgainError(`${url} does not answer: ${because}`, againMs, { cause: error })
  }
}
