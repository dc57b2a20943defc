// Sends events by `millrace.v1.Ingest/PublishStream`: a request is a stream of a few messages, answered at its end.
import { Client, credentials, Metadata, status, type ServiceError } from '@grpc/grpc-js'
import { MillraceError } from '@millrace/engine/errors/millrace-error.ts'
import { z } from 'zod'
import { ingestPackage, ingestService } from '../../ingest/grpc/ingest-package.ts'
import { SendAgainError, type Sender } from './sender.ts'

const answerMsMax = 60_000
const againMs = 500
const messageBytes = 64 * 1024
const mayComeAgain: readonly status[] = [
  status.UNAVAILABLE,
  status.RESOURCE_EXHAUSTED,
  status.DEADLINE_EXCEEDED,
  status.CANCELLED,
  status.ABORTED,
  status.INTERNAL,
  status.UNKNOWN,
]

const response = z.object({ accepted: z.number(), rejected_total: z.number() })

export function grpcSender(address: string, token: string | undefined): Sender {
  const client = new Client(address, credentials.createInsecure())
  const method = ingestService(ingestPackage())['PublishStream']
  if (method === undefined) throw new TypeError('the service has no PublishStream')
  return {
    target: `gRPC ${address}`,
    send: (lines, key) =>
      new Promise((resolve, reject) => {
        const metadata = new Metadata()
        metadata.set('idempotency-key', key)
        if (token !== undefined) metadata.set('authorization', `Bearer ${token}`)
        const call = client.makeClientStreamRequest(
          method.path,
          method.requestSerialize,
          method.responseDeserialize,
          metadata,
          { deadline: Date.now() + answerMsMax },
          (error: ServiceError | null, value?: unknown) => {
            if (error !== null) reject(failure(address, error))
            else {
              const { accepted, rejected_total } = response.parse(value)
              resolve({ accepted, rejected: rejected_total })
            }
          },
        )
        for (const message of messagesOf(lines)) call.write({ json_lines: message })
        call.end()
      }),
    close() {
      client.close()
      return Promise.resolve()
    },
  }
}

/** Every message is whole lines. */
function* messagesOf(lines: Buffer): Generator<Buffer, void, undefined> {
  let from = 0
  while (from < lines.byteLength) {
    const end = lines.indexOf('\n', from + messageBytes)
    const to = end === -1 ? lines.byteLength : end + 1
    yield lines.subarray(from, to)
    from = to
  }
}

function failure(address: string, error: ServiceError): Error {
  const message = `${address} answers ${status[error.code]}: ${error.details}`
  return mayComeAgain.includes(error.code)
    ? new SendAgainError(message, againMs, { cause: error })
    : new MillraceError('CONFIG', message, { cause: error })
}
