// A WebSocket client of tests on bare TCP: reads and answers pings only when it is told to.
import { connect, type Socket } from 'node:net'
import { z } from 'zod'

export interface RawFrame {
  readonly opcode: number
  readonly payload: Buffer
}

const message = z.record(z.string(), z.unknown())
const ping = 9
const pong = 10
export const closeFrame = 8
const handshake = (extra: string) =>
  `GET /live HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n` +
  `Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\n${extra}\r\n`

export class RawWebSocket {
  readonly frames: RawFrame[] = []
  readonly socket: Socket
  /** Status of the answer to the handshake. */
  status = 0
  isClosed = false
  #answersPings: boolean
  #unread: Buffer = Buffer.alloc(0)

  constructor(port: number, { headers = '', answersPings = true } = {}) {
    this.#answersPings = answersPings
    this.socket = connect(port, '127.0.0.1')
    this.socket.on('data', (bytes: Buffer) => this.#read(bytes))
    this.socket.on('error', () => undefined)
    this.socket.on('close', () => (this.isClosed = true))
    this.socket.write(handshake(headers))
  }

  /** Text messages so far, parsed. */
  get messages(): Readonly<Record<string, unknown>>[] {
    return this.frames
      .filter(({ opcode }) => opcode === 1)
      .map(({ payload }) => message.parse(JSON.parse(payload.toString())))
  }

  send(opcode: number, payload: Buffer): void {
    // A mask of zeros masks nothing, and is one.
    this.socket.write(Buffer.concat([Buffer.from([0x80 | opcode, 0x80 | payload.length, 0, 0, 0, 0]), payload]))
  }

  #read(bytes: Buffer): void {
    this.#unread = Buffer.concat([this.#unread, bytes])
    if (this.status === 0) {
      const end = this.#unread.indexOf('\r\n\r\n')
      if (end === -1) return
      this.status = Number(this.#unread.toString('latin1').split(' ')[1])
      this.#unread = this.#unread.subarray(end + 4)
    }
    if (this.status === 101) this.#readFrames()
  }

  #readFrames(): void {
    for (;;) {
      const [first = 0, second = 0] = this.#unread
      const start = second === 126 ? 4 : 2
      const length = second === 126 && this.#unread.length >= 4 ? this.#unread.readUInt16BE(2) : second
      if (this.#unread.length < start + length || this.#unread.length < start) return
      const frame = { opcode: first & 15, payload: this.#unread.subarray(start, start + length) }
      this.#unread = this.#unread.subarray(start + length)
      this.frames.push(frame)
      if (frame.opcode === ping && this.#answersPings) this.send(pong, frame.payload)
    }
  }
}
