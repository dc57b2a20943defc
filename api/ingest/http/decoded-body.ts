// A request's body as it was before it was compressed.
import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { errorMessage, systemErrorCode } from '@millrace/engine/errors/error-message.ts'
import { MalformedBodyError } from '@millrace/engine/intake/malformed-body-error.ts'

export const contentEncodings = ['gzip', 'x-gzip', 'identity'] as const
export type ContentEncoding = (typeof contentEncodings)[number]

/** Undefined for an encoding that is not taken; `identity` when the header is not there. */
export function contentEncodingOf(header: string | undefined): ContentEncoding | undefined {
  const name = header === undefined || header === '' ? 'identity' : header.trim().toLowerCase()
  return contentEncodings.find((encoding) => encoding === name)
}

/** Throws `MalformedBodyError` when it is not gzip to its end, or more than `bytesMax` come out of it. */
export async function* decodedBody(
  body: AsyncIterable<Uint8Array>,
  encoding: ContentEncoding,
  bytesMax: number,
): AsyncGenerator<Uint8Array, undefined, undefined> {
  if (encoding === 'identity') {
    yield* body
    return
  }
  const source = Readable.from(body, { objectMode: false })
  const gunzip = createGunzip()
  source.on('error', (error) => gunzip.destroy(error))
  const decoded: AsyncIterable<Uint8Array> = source.pipe(gunzip)
  let bytes = 0
  try {
    for await (const chunk of decoded) {
      bytes += chunk.byteLength
      if (bytes > bytesMax) throw new MalformedBodyError(`more than ${bytesMax} bytes come out of the body's gzip`)
      yield chunk
    }
  } catch (error) {
    if (systemErrorCode(error)?.startsWith('Z_') !== true) throw error
    throw new MalformedBodyError(`the body is not whole gzip: ${errorMessage(error)}`)
  } finally {
    source.destroy()
  }
}
