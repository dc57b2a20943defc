// One gRPC call on bare HTTP/2, on a connection of its own, so that one that ends the connection ends no other: any path, any
// metadata, any bytes; and how it ended.
import { connect } from 'node:http2'

export interface RawCall {
  readonly path: string
  readonly metadata: Readonly<Record<string, string>>
  /** As they are, frames or not. */
  readonly pieces: readonly Buffer[]
}

export interface CallEnd {
  /** Of HTTP; undefined when the stream was reset before there was one. */
  readonly httpStatus: number | undefined
  /** Of gRPC, from headers or trailers. */
  readonly status: number | undefined
  readonly message: string
}

const callMsMax = 60_000
/** Reflection and health may hold a call open, and grpc-js holds one that it has answered and then could not read on. */
const othersMsMax = 3_000

/** Frames a message as gRPC does, with a length that may be a lie. */
export function framed(message: Uint8Array, claimedBytes = message.byteLength, flag = 0): Buffer {
  const head = Buffer.alloc(5)
  head[0] = flag
  head.writeUInt32BE(claimedBytes, 1)
  return Buffer.concat([head, message])
}

export function rawCall(port: number, { path, metadata, pieces }: RawCall): Promise<CallEnd> {
  return new Promise((resolve, reject) => {
    const session = connect(`http://127.0.0.1:${port}`)
    session.on('error', () => undefined) // what it does to the call shows in the call
    const stream = session.request({
      ':method': 'POST',
      ':path': path,
      'content-type': 'application/grpc',
      te: 'trailers',
      ...metadata,
    })
    let httpStatus: number | undefined
    let status: number | undefined
    let message = ''
    const see = (headers: NodeJS.Dict<string | string[] | number>): void => {
      httpStatus ??= Number(headers[':status'])
      if (headers['grpc-status'] === undefined) return
      status = Number(headers['grpc-status'])
      message = decodeURIComponent(String(headers['grpc-message'] ?? ''))
    }
    const isOurs = path.startsWith('/millrace.')
    stream.setTimeout(isOurs ? callMsMax : othersMsMax, () => {
      if (isOurs) reject(new Error(`no end within ${callMsMax / 1000} s`))
      else stream.close()
    })
    stream.on('response', see)
    stream.on('trailers', see)
    stream.on('error', () => undefined) // a reset: `close` follows
    stream.on('close', () => {
      session.destroy()
      resolve({ httpStatus, status, message })
    })
    stream.resume()
    for (const piece of pieces) stream.write(piece)
    stream.end()
  })
}
