// A pipeline's way out to the subscribers on this machine: a socket of its own, on which each of them gets the newest
// snapshot at once and then every later one. It promises never to keep the process alive, and to fail nothing.
import { randomUUID } from 'node:crypto'
import { mkdir, rename, rm } from 'node:fs/promises'
import { createServer, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { atMost } from '../../concurrency/at-most.ts'
import { errorMessage } from '../../errors/error-message.ts'
import { openSocketFolder, type SocketFolder } from '../../socket/socket-folder.ts'
import type { PipelinePublisher } from '../pipeline-bus.ts'
import type { PipelineSnapshot } from '../pipeline-snapshot.ts'
import { Follower } from './follower.ts'
import { removeDeadSockets } from './remove-dead-sockets.ts'
import { socketSuffix } from './socket-suffix.ts'

const deliveryMsMax = 500
/** For those whose connection waits to be accepted: they are to get the last snapshot too. */
const acceptMs = 5

export class LocalPublisher implements PipelinePublisher {
  readonly #followers = new Set<Follower>()
  readonly #server: Server = createServer((socket) => this.#welcome(socket))
  readonly #tell: (message: string) => void
  #newest: string | undefined
  #socketPath: string | undefined
  #folder: SocketFolder | undefined
  #closing: Promise<void> | undefined
  #onLastGone: (() => void) | undefined

  constructor(tell: (message: string) => void) {
    this.#tell = tell
  }

  /** Never rejects: without a socket nobody on this machine sees the pipeline, and that is said. */
  async listen(dir: string): Promise<void> {
    try {
      await mkdir(dir, { recursive: true, mode: 0o700 })
      this.#folder = openSocketFolder(dir)
      const name = randomUUID() + socketSuffix
      const unnamedPath = join(this.#folder.path, `${name}.new`)
      await listenAt(this.#server, unnamedPath)
      this.#server.unref()
      // Subscribers remove a socket that refuses connections: this one gets its name when it listens, not before.
      this.#socketPath = join(this.#folder.path, name)
      await rename(unnamedPath, this.#socketPath)
    } catch (error) {
      this.#unseen(error)
      await this.#stopListening()
    }
    this.#server.on('error', (error) => this.#unseen(error))
    void removeDeadSockets(dir).catch((error: unknown) => this.#unseen(error))
  }

  publish(snapshot: PipelineSnapshot): void {
    const line = `${JSON.stringify(snapshot)}\n`
    this.#newest = line
    for (const follower of this.#followers) follower.send(line)
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    if (this.#server.listening) await sleep(acceptMs)
    await this.#stopListening()
    await this.#endFollowers()
  }

  async #endFollowers(): Promise<void> {
    if (this.#followers.size === 0) return
    const lastGone = new Promise<void>((resolve) => (this.#onLastGone = resolve))
    for (const follower of this.#followers) follower.end()
    await atMost(deliveryMsMax, lastGone)
    for (const follower of this.#followers) follower.destroy()
  }

  #welcome(socket: Socket): void {
    const follower = new Follower(socket, () => {
      this.#followers.delete(follower)
      if (this.#followers.size === 0) this.#onLastGone?.()
    })
    this.#followers.add(follower)
    if (this.#newest !== undefined) follower.send(this.#newest)
  }

  async #stopListening(): Promise<void> {
    try {
      if (this.#socketPath !== undefined) await rm(this.#socketPath, { force: true })
    } catch (error) {
      this.#unseen(error)
    }
    this.#socketPath = undefined
    if (this.#server.listening) this.#server.close()
    this.#folder?.close() // after the server, which unlinks by its path
  }

  #unseen(error: unknown): void {
    this.#tell(`the API of this machine may not see this pipeline: ${errorMessage(error)}`)
  }
}

function listenAt(server: Server, path: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, () => {
      server.off('error', reject)
      resolve()
    })
  })
}
