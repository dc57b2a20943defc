// Sends a stream in chunked encoding, only as fast as the client reads.
//
// What one client can make the server hold is bounded: the stream's own buffer and one piece of a chunk. uWebSockets.js
// keeps whatever the socket did not take of a chunked write, and does not say when it has got rid of it. So after the
// socket was full, the first piece of what follows is a tiny one: when that goes through, nothing is left behind.
// uWebSockets.js itself cuts a client that has taken nothing for 8 to 12 seconds.
import type { Exchange } from '../exchange.ts'
import type { AnswerHead } from './answer-head.ts'
import type { StartedStream } from './started-stream.ts'

/** More than uWebSockets.js gathers before it writes (16 KiB): it tells at once whether the socket took it. */
const pieceBytesMax = 64 * 1024
const probeBytes = 256

/** Resolves with the bytes sent, also when the client left. Rejects, after cutting the connection, when the stream fails. */
export async function sendStream(exchange: Exchange, head: AnswerHead, { chunks }: StartedStream): Promise<number> {
  const socket = new ChunkedSocket(exchange, head)
  try {
    for await (const chunk of chunks) {
      for (let offset = 0; offset < chunk.byteLength;) {
        if (exchange.isAborted) return socket.sentBytes
        offset += await socket.write(chunk, offset)
      }
    }
  } catch (error) {
    if (exchange.isAborted) return socket.sentBytes
    exchange.cut()
    throw error
  }
  socket.end()
  return socket.sentBytes
}

class ChunkedSocket {
  readonly #exchange: Exchange
  #head: AnswerHead | undefined
  #wasFull = false
  #goOn: (() => void) | undefined
  sentBytes = 0

  constructor(exchange: Exchange, head: AnswerHead) {
    this.#exchange = exchange
    this.#head = head
    exchange.whenAborted(() => this.#goOn?.())
    exchange.onWritable(() => {
      // With this handler, uWebSockets.js leaves it to us to send what it keeps; it does so when it is uncorked.
      exchange.cork(() => undefined)
      this.#goOn?.()
    })
  }

  /** Writes a piece of the chunk and resolves with its length when the socket can take the next one. */
  async write(chunk: Uint8Array, offset: number): Promise<number> {
    const piece = chunk.subarray(offset, offset + (this.#wasFull ? probeBytes : pieceBytesMax))
    const writable = new Promise<void>((resolve) => (this.#goOn = resolve))
    this.#exchange.cork((res) => {
      this.#writeHead(res)
      this.#wasFull = !res.write(piece)
    })
    this.sentBytes += piece.byteLength
    if (this.#wasFull && !this.#exchange.isAborted) await writable
    return piece.byteLength
  }

  end(): void {
    this.#exchange.cork((res) => {
      this.#writeHead(res)
      res.end()
    })
  }

  #writeHead(res: Parameters<AnswerHead['write']>[0]): void {
    this.#head?.write(res, this.#exchange.isContinued)
    this.#head = undefined
  }
}
