// The two calls of `millrace.v1.Ingest`, over the same intake as `POST /events`.
//
// A client's deadline and its cancelling end the reading of a stream; what was staged by then stays, and a repetition under
// the same key changes nothing. Flow control is the stream's own: its next message is taken up when there is room.
import {
  status,
  type Metadata,
  type sendUnaryData,
  type ServerReadableStream,
  type ServerUnaryCall,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js'
import type { IntakeAnswer } from '@millrace/engine/intake/intake-answer.ts'
import { idempotencyKeyRule, isIdempotencyKey } from '../idempotency-key.ts'
import type { LiveIntake } from '../live-intake.ts'
import { writeRefusal } from '../write-refusal.ts'
import { callFailure, CallRefusedError } from './call-failure.ts'
import { peerAddress } from './peer-address.ts'
import { receivedEvents, type ReceivedEvents } from './publish-request.ts'

type UnaryCall = ServerUnaryCall<unknown, unknown>
type StreamCall = ServerReadableStream<unknown, unknown>

export interface PublishOptions {
  readonly intake: Pick<LiveIntake, 'take'>
  readonly token: string | undefined
  readonly onUnknownError: (error: unknown) => void
}

export function publishHandlers({ intake, token, onUnknownError }: PublishOptions): UntypedServiceImplementation {
  const answering = async (
    call: UnaryCall | StreamCall,
    callback: sendUnaryData<unknown>,
    take: () => Promise<IntakeAnswer>,
  ): Promise<void> => {
    try {
      assertMayWrite(call, token)
      const { accepted, rejected, rejectedTotal } = await take()
      callback(null, { accepted, rejected, rejected_total: rejectedTotal })
    } catch (error) {
      callback(callFailure(error, onUnknownError))
    }
  }
  return {
    Publish(call: UnaryCall, callback: sendUnaryData<unknown>) {
      void answering(call, callback, () => {
        const received = receivedEvents(call.request)
        const key = keyOf(call.metadata, received)
        return intake.take(received.lines, { key, form: 'lines' })
      })
    },
    PublishStream(call: StreamCall, callback: sendUnaryData<unknown>) {
      void answering(call, callback, async () => {
        const messages = messagesOf(call)
        const first = await messages.next()
        const key = keyOf(call.metadata, first.done === true ? undefined : first.value)
        return intake.take(followedBy(first, messages), { key, form: 'lines' })
      })
    },
  }
}

function assertMayWrite(call: UnaryCall | StreamCall, token: string | undefined): void {
  const [authorization] = call.metadata.get('authorization')
  const refusal = writeRefusal(token, authorization?.toString(), peerAddress(call.getPeer()))
  if (refusal === undefined) return
  const code = refusal.kind === 'forbidden' ? status.PERMISSION_DENIED : status.UNAUTHENTICATED
  throw new CallRefusedError(code, refusal.detail)
}

function keyOf(metadata: Metadata, first: ReceivedEvents | undefined): string | undefined {
  const key = metadata.get('idempotency-key')[0]?.toString() ?? first?.key
  if (key === undefined || isIdempotencyKey(key)) return key
  throw new CallRefusedError(
    status.INVALID_ARGUMENT,
    `idempotency_key ${JSON.stringify(key.slice(0, 40))} ${idempotencyKeyRule}`,
  )
}

async function* messagesOf(call: StreamCall): AsyncGenerator<ReceivedEvents, undefined, undefined> {
  const messages: AsyncIterable<unknown> = call
  try {
    for await (const message of messages) yield receivedEvents(message)
  } catch (error) {
    if (!call.cancelled) throw error
    throw new CallRefusedError(status.CANCELLED, 'the client left before the end of its stream', { cause: error })
  }
}

async function* followedBy(
  first: IteratorResult<ReceivedEvents, undefined>,
  others: AsyncIterable<ReceivedEvents>,
): AsyncGenerator<Uint8Array, undefined, undefined> {
  if (first.done === true) return
  yield* first.value.lines
  for await (const { lines } of others) yield* lines
}
