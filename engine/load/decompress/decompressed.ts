// Bytes through one of Node.js's decompressors; what fails before it, or in it, comes out as a failure.
import { pipeline, Readable, type Transform } from 'node:stream'

export async function* decompressed(
  bytes: AsyncIterable<Uint8Array>,
  decompressor: Transform,
): AsyncGenerator<Uint8Array, void> {
  pipeline(Readable.from(bytes, { objectMode: false }), decompressor, () => undefined) // whoever reads hears of it
  yield* chunksOf(decompressor)
}

export async function* chunksOf(stream: AsyncIterable<unknown>): AsyncGenerator<Uint8Array, void> {
  for await (const chunk of stream) {
    if (!(chunk instanceof Uint8Array)) throw new TypeError('a stream gave something else than bytes')
    yield chunk
  }
}
