// Sends an answer in the form that the client asked for: its own copy confirmed, compressed, without a body for HEAD.
import { pipeline, Readable } from 'node:stream'
import type { Exchange } from '../exchange.ts'
import type { Answer } from '../http.ts'
import { acceptedEncoding, type BodyEncoding } from '../request/accepted-encoding.ts'
import type { ReceivedRequest } from '../request/read-request.ts'
import type { AnswerHead } from './answer-head.ts'
import { bodyCompressions, compressedBytesMin, isCompressible } from './body-compression.ts'
import { matchesETag } from './matches-etag.ts'
import type { PreparedBodies } from './prepared-bodies.ts'
import { sendBytes } from './send-bytes.ts'
import { sendStream } from './send-stream.ts'
import { startStream, type StartedStream } from './started-stream.ts'

/** An answer whose body can go out; see `prepareAnswer`. */
export interface PreparedAnswer {
  readonly head: AnswerHead
  /** Undefined: neither a body nor a length of one. */
  readonly body: Uint8Array | StartedStream | undefined
  readonly closesConnection: boolean
}

export interface SentAnswer {
  readonly status: number
  /** Of the body, as it went over the wire. */
  readonly bytes: number
}

/** Makes everything that can still fail: the body's first bytes, its compression. */
export async function prepareAnswer(
  exchange: Exchange,
  request: ReceivedRequest,
  { answer, head, bodies }: { answer: Answer; head: AnswerHead; bodies: PreparedBodies },
): Promise<PreparedAnswer> {
  const encoding = encodingOf(request, head)
  if (answer.body instanceof Readable) {
    const stream = encoding === undefined ? answer.body : encoded(answer.body, head, encoding)
    if (request.method !== 'HEAD') return { head, body: await startStream(exchange, stream), closesConnection: false }
    stream.destroy()
    return { head, body: undefined, closesConnection: false }
  }
  if (head.status === 204 || head.status === 304) return { head, body: undefined, closesConnection: false }
  const prepared = bodies.of(answer.body)
  if (head.status === 200 && (request.method === 'GET' || request.method === 'HEAD')) {
    const etag = head.get('etag') ?? prepared.etag
    head.set('ETag', etag)
    if (matchesETag(request.header('if-none-match'), etag)) {
      return { head: head.notModified(), body: undefined, closesConnection: false }
    }
  }
  if (encoding === undefined || prepared.bytes.byteLength < compressedBytesMin) {
    return { head, body: prepared.bytes, closesConnection: false }
  }
  const body = await prepared.compressed(encoding)
  setEncoding(head, encoding)
  return { head, body, closesConnection: false }
}

export async function sendAnswer(
  exchange: Exchange,
  { method }: ReceivedRequest,
  { head, body, closesConnection }: PreparedAnswer,
): Promise<SentAnswer> {
  const bytes =
    body === undefined || body instanceof Uint8Array
      ? await sendBytes(exchange, head, body, { isHeadOnly: method === 'HEAD', closesConnection })
      : await sendStream(exchange, head, body)
  return { status: head.status, bytes }
}

function encodingOf(request: ReceivedRequest, head: AnswerHead): BodyEncoding | undefined {
  if (!isCompressible(head.get('content-type')) || head.get('content-encoding') !== undefined) return undefined
  head.addVary('Accept-Encoding')
  return acceptedEncoding(request.header('accept-encoding'))
}

function encoded(stream: Readable, head: AnswerHead, encoding: BodyEncoding): Readable {
  setEncoding(head, encoding)
  // An error of the one destroys the other with it, so whoever reads the end of the pipeline learns of it.
  return pipeline(stream, bodyCompressions[encoding].stream(), () => undefined)
}

function setEncoding(head: AnswerHead, encoding: BodyEncoding): void {
  head.set('Content-Encoding', encoding)
  const etag = head.get('etag')
  if (etag !== undefined && !etag.startsWith('W/')) head.set('ETag', `W/${etag}`)
}
