// A stream that has given its first chunk, or has ended without one: what fails before that can still become an error
// answer, because nothing of the answer has gone out.
import type { Readable } from 'node:stream'
import type { Exchange } from '../exchange.ts'

export interface StartedStream {
  /** Of the whole body, the first chunk included. */
  readonly chunks: AsyncIterable<Uint8Array>
}

/** Destroys the stream when the client leaves. Rejects with what the stream fails with before its first chunk. */
export async function startStream(exchange: Exchange, stream: Readable): Promise<StartedStream> {
  exchange.whenAborted(() => stream.destroy())
  const iterator: AsyncIterator<unknown> = stream[Symbol.asyncIterator]()
  let step = await iterator.next()
  return {
    chunks: (async function* () {
      for (; step.done !== true; step = await iterator.next()) yield bytesOf(step.value)
    })(),
  }
}

function bytesOf(chunk: unknown): Uint8Array {
  if (chunk instanceof Uint8Array) return chunk
  if (typeof chunk === 'string') return Buffer.from(chunk)
  throw new TypeError(`a body's stream gave ${typeof chunk}, not text or bytes`)
}
