// The connections of everyone who holds a lease: tells them all, and says when the last one has gone.
import { rm } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import { leaseSocketName } from './lease-socket.ts'
import type { SupervisorMessage } from './supervisor-message.ts'

/** A stopped process (SIGSTOP) never closes its end; it must not keep the supervisor. */
const dismissalMsMax = 1_000

export class LeaseHolders {
  readonly #sockets = new Set<Socket>()
  readonly #server: Server
  readonly #onCount: (holderCount: number) => void
  #latest: SupervisorMessage | undefined

  constructor(onCount: (holderCount: number) => void) {
    this.#onCount = onCount
    this.#server = createServer((socket) => this.#welcome(socket))
  }

  /** Listens in the working directory, in the place of a dead supervisor's socket; call it with the lock held. */
  async listen(): Promise<void> {
    await rm(leaseSocketName, { force: true })
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject)
      this.#server.listen(leaseSocketName, resolve)
    })
  }

  /** Tells every holder, and every later one. */
  tell(message: SupervisorMessage): void {
    this.#latest = message
    for (const socket of this.#sockets) socket.write(line(message))
  }

  /** Tells nobody any more that the service is ready, until the next `tell`. */
  forgetLatest(): void {
    this.#latest = undefined
  }

  /** No new holders; the socket's file is gone when this returns. Their connections stay open until `dismiss`. */
  stopListening(): void {
    this.#server.close()
  }

  /** Ends every connection after what was told has been sent. */
  dismiss(): void {
    for (const socket of this.#sockets) {
      socket.end()
      setTimeout(() => socket.destroy(), dismissalMsMax)
    }
  }

  #welcome(socket: Socket): void {
    if (!this.#server.listening) {
      socket.destroy()
      return
    }
    this.#sockets.add(socket)
    this.#onCount(this.#sockets.size)
    socket.resume()
    // A holder that was killed resets its connection: 'close' follows, and that is all there is to do.
    socket.on('error', () => socket.destroy())
    socket.on('close', () => {
      this.#sockets.delete(socket)
      this.#onCount(this.#sockets.size)
    })
    if (this.#latest) socket.write(line(this.#latest))
  }
}

function line(message: SupervisorMessage): string {
  return `${JSON.stringify(message)}\n`
}
