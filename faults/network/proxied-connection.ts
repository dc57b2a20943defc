// One connection through the proxy: two sockets, and whatever the toxic of the moment does to what goes between them.
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Toxic } from './toxic.ts'

export interface ProxiedConnectionOptions {
  readonly client: Socket
  readonly targetPort: number
  readonly toxic: () => Toxic | undefined
  readonly onHit: () => void
  readonly onClosed: () => void
}

type Way = 'to server' | 'to client'

export class ProxiedConnection {
  readonly #options: ProxiedConnectionOptions
  readonly #client: Socket
  readonly #server: Socket
  /** Bytes each way since the toxic was set. */
  #passed: Record<Way, number> = { 'to server': 0, 'to client': 0 }
  #wasHit = false
  /** Goes nowhere any more, until the toxic is taken away. */
  #isDead = false

  constructor(options: ProxiedConnectionOptions) {
    this.#options = options
    this.#client = options.client
    this.#server = connect({ port: options.targetPort, host: '127.0.0.1', allowHalfOpen: true, noDelay: true })
  }

  start(): void {
    // An error is met again where the socket is read.
    for (const socket of [this.#client, this.#server]) socket.on('error', () => undefined)
    this.#client.once('close', () => {
      if (this.#isDead) this.#server.destroy()
      this.#options.onClosed()
    })
    void this.#pump(this.#client, this.#server, 'to server')
    void this.#pump(this.#server, this.#client, 'to client')
    this.toxicChanged()
  }

  toxicChanged(): void {
    this.#passed = { 'to server': 0, 'to client': 0 }
    const toxic = this.#options.toxic()
    if (this.#isDead && toxic === undefined) this.reset()
    if (toxic?.kind === 'half-open') {
      this.#die()
      this.#server.resetAndDestroy()
    }
    if (toxic?.kind === 'hang') this.#die()
    if (toxic?.kind === 'reset' && toxic.afterBytes === 0) this.#hitAndReset()
  }

  /** Both sides get a reset. */
  reset(): void {
    this.#client.resetAndDestroy()
    this.#server.resetAndDestroy()
  }

  async #pump(from: Socket, to: Socket, way: Way): Promise<void> {
    try {
      // An end of one way is not one of the other.
      const pieces: AsyncIterable<Buffer> = from.iterator({ destroyOnReturn: false })
      for await (const piece of pieces) await this.#pass(piece, to, way)
      const toxic = this.#options.toxic()
      if (this.#isDead) return
      if (toxic?.kind === 'slow-close') {
        this.#hit()
        await sleep(toxic.delayMs)
      }
      to.end()
    } catch {
      if (!this.#isDead) to.resetAndDestroy() // a reset of one side is one of the other
    }
  }

  async #pass(piece: Buffer, to: Socket, way: Way): Promise<void> {
    const toxic = this.#options.toxic()
    const before = this.#passed[way]
    this.#passed[way] += piece.byteLength
    if (this.#isDead) return
    switch (toxic?.kind) {
      case undefined:
      case 'slow-close':
        return write(to, piece)
      case 'hang':
      case 'half-open':
        this.#die()
        return
      case 'latency':
        this.#hit()
        await sleep(toxic.nextDelayMs())
        return write(to, piece)
      case 'bandwidth':
        this.#hit()
        await sleep((piece.byteLength / toxic.bytesPerSecond) * 1000)
        return write(to, piece)
      case 'slice':
        this.#hit()
        for (let at = 0; at < piece.byteLength; at += toxic.bytesPerPiece) {
          await write(to, piece.subarray(at, at + toxic.bytesPerPiece))
          await sleep(toxic.delayMs)
        }
        return
      case 'reset': {
        if (way === 'to client' || this.#passed[way] < toxic.afterBytes) return write(to, piece)
        await write(to, piece.subarray(0, Math.max(0, toxic.afterBytes - before)))
        this.#hitAndReset()
        return
      }
      case 'reset-before-answer':
        if (way === 'to server') return write(to, piece)
        this.#hitAndReset()
        return
      case 'limit-data': {
        if (this.#passed[way] < toxic.bytes) return write(to, piece)
        this.#hit()
        await write(to, piece.subarray(0, Math.max(0, toxic.bytes - before)))
        to.end()
        return
      }
    }
  }

  #hitAndReset(): void {
    this.#hit()
    this.reset()
  }

  #die(): void {
    this.#isDead = true
    this.#hit()
  }

  #hit(): void {
    if (!this.#wasHit) this.#options.onHit()
    this.#wasHit = true
  }
}

async function write(to: Socket, piece: Uint8Array): Promise<void> {
  if (to.destroyed || to.writableEnded || piece.byteLength === 0) return
  if (!to.write(piece)) await Promise.race([once(to, 'drain'), once(to, 'close')])
}
