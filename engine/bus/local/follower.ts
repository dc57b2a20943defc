// One subscriber's connection, as the publisher sees it: at most one line is on its way, and of those that come meanwhile
// only the newest is kept. So a subscriber that does not read costs two lines, however long the pipeline runs.
import type { Socket } from 'node:net'

export class Follower {
  readonly #socket: Socket
  #isSending = false
  #isEnding = false
  #next: string | undefined

  constructor(socket: Socket, onGone: () => void) {
    this.#socket = socket
    socket.unref()
    socket.resume() // a subscriber says nothing; its end of the connection must be read to be noticed
    socket.on('error', () => socket.destroy()) // one that was killed: 'close' follows
    socket.on('close', onGone)
  }

  send(line: string): void {
    if (this.#isSending) {
      this.#next = line
      return
    }
    this.#isSending = true
    this.#socket.write(line, () => this.#sent())
  }

  /** Ends the connection after what was sent. */
  end(): void {
    this.#isEnding = true
    if (!this.#isSending) this.#socket.end()
  }

  destroy(): void {
    this.#socket.destroy()
  }

  #sent(): void {
    this.#isSending = false
    const next = this.#next
    this.#next = undefined
    if (this.#socket.destroyed) return
    if (next !== undefined) this.send(next)
    else if (this.#isEnding) this.#socket.end()
  }
}
