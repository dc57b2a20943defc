// Sends events by `POST /events`.
import { once } from 'node:events'
import { Agent, request, type IncomingMessage } from 'node:http'
import { text } from 'node:stream/consumers'
import { MillraceError } from '@millrace/engine/errors/millrace-error.ts'
import { errorMessage } from '@millrace/engine/errors/error-message.ts'
import { eventsTaken } from '@millrace/schemas/api/answers/events-taken.ts'
import { SendAgainError, type Sender } from './sender.ts'

const answerMsMax = 60_000
const againMs = 500

export function httpSender(baseUrl: string, token: string | undefined): Sender {
  const url = `${baseUrl}/events`
  const agent = new Agent({ keepAlive: true })
  const authorization: Record<string, string> = token === undefined ? {} : { Authorization: `Bearer ${token}` }
  return {
    target: `POST ${url}`,
    async send(lines, key) {
      const answer = await exchange(agent, url, lines, { ...authorization, 'Idempotency-Key': key })
      if (answer.status === 202) {
        const { accepted, rejected_total } = eventsTaken.parse(JSON.parse(answer.text))
        return { accepted, rejected: rejected_total }
      }
      const message = `${url} answers ${answer.status}: ${answer.text.slice(0, 300)}`
      if (answer.status === 429 || answer.status >= 500) throw new SendAgainError(message, answer.retryAfterMs)
      throw new MillraceError('CONFIG', message)
    },
    close() {
      agent.destroy()
      return Promise.resolve()
    },
  }
}

interface ReceivedAnswer {
  readonly status: number
  readonly text: string
  readonly retryAfterMs: number
}

/** By node:http: `fetch` copies a body twice and takes it through a stream of its own. */
async function exchange(
  agent: Agent,
  url: string,
  lines: Buffer,
  headers: Record<string, string>,
): Promise<ReceivedAnswer> {
  try {
    const signal = AbortSignal.timeout(answerMsMax)
    const sending = request(url, {
      method: 'POST',
      agent,
      headers: { 'Content-Type': 'application/x-ndjson', 'Content-Length': lines.byteLength, ...headers },
      signal,
    })
    sending.end(lines)
    const [answer] = (await once(sending, 'response')) as [IncomingMessage]
    const retryAfterSeconds = Number(answer.headers['retry-after'] ?? NaN)
    const retryAfterMs = Number.isFinite(retryAfterSeconds) ? retryAfterSeconds * 1000 : againMs
    return { status: answer.statusCode ?? 0, text: await text(answer), retryAfterMs }
  } catch (error) {
    throw new SendAgainError(`${url} does not answer: ${errorMessage(error)}`, againMs, { cause: error })
  }
}
