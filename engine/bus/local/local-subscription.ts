// Follows every publisher of this machine: those that are there, and those that come. The folder is watched, and read now
// and then as well, because watching may fail (too many watchers on the machine) or miss (the folder was made anew).
import { watch, type FSWatcher } from 'node:fs'
import { mkdir, readdir, stat } from 'node:fs/promises'
import type { Socket } from 'node:net'
import { errorMessage } from '../../errors/error-message.ts'
import { coalesced } from '../../concurrency/coalesced.ts'
import type { PipelineSubscription } from '../pipeline-bus.ts'
import type { PipelineSnapshot } from '../pipeline-snapshot.ts'
import { connectPublisher } from './connect-publisher.ts'
import { readSnapshots } from './read-snapshots.ts'
import { socketSuffix } from './socket-suffix.ts'

const readFolderEveryMs = 1_000
const publishersMax = 1_000

export interface LocalSubscriptionOptions {
  readonly dir: string
  readonly listener: (snapshot: PipelineSnapshot) => void
  readonly tellFolderTrouble: (message: string) => void
  readonly tellGarbage: (message: string) => void
}

export class LocalSubscription implements PipelineSubscription {
  readonly #options: LocalSubscriptionOptions
  readonly #sockets = new Map<string, Socket>()
  /** Names of those that sent garbage. */
  readonly #refused = new Set<string>()
  readonly #look: () => Promise<void>
  #timer: NodeJS.Timeout | undefined
  #watcher: FSWatcher | undefined
  #watchedInode: bigint | undefined
  #isClosed = false

  constructor(options: LocalSubscriptionOptions) {
    this.#options = options
    this.#look = coalesced(() => this.#lookForPublishers())
  }

  /** Resolves when it is connected to every publisher that was there. */
  async open(): Promise<void> {
    this.#timer = setInterval(() => void this.#look(), readFolderEveryMs)
    await this.#look()
  }

  async close(): Promise<void> {
    this.#isClosed = true
    clearInterval(this.#timer)
    await this.#look() // lets one that is under way end
    this.#watcher?.close()
    for (const socket of this.#sockets.values()) socket.destroy()
  }

  /** Never rejects: what goes wrong is told, and tried again the next time. */
  async #lookForPublishers(): Promise<void> {
    const { dir, tellFolderTrouble } = this.#options
    try {
      if (this.#isClosed) return
      await mkdir(dir, { recursive: true, mode: 0o700 })
      await this.#watch()
      const names = (await readdir(dir)).filter((name) => name.endsWith(socketSuffix))
      for (const name of this.#refused) if (!names.includes(name)) this.#refused.delete(name)
      const added = names.filter((name) => !this.#sockets.has(name) && !this.#refused.has(name))
      await Promise.all(added.slice(0, publishersMax - this.#sockets.size).map((name) => this.#follow(name)))
    } catch (error) {
      tellFolderTrouble(`the pipelines of this machine may not show up: ${errorMessage(error)}`)
    }
  }

  async #watch(): Promise<void> {
    const { dir, tellFolderTrouble } = this.#options
    const { ino } = await stat(dir, { bigint: true })
    if (ino === this.#watchedInode) return
    this.#watchedInode = ino
    this.#watcher?.close()
    const failed = (error: unknown): void =>
      tellFolderTrouble(`${dir} cannot be watched, so it is read once a second: ${errorMessage(error)}`)
    try {
      this.#watcher = watch(dir, { persistent: false }, () => void this.#look())
      this.#watcher.on('error', failed)
    } catch (error) {
      failed(error)
    }
  }

  async #follow(name: string): Promise<void> {
    const { dir, listener, tellGarbage } = this.#options
    const socket = await connectPublisher(dir, name)
    if (socket === undefined) return
    if (this.#isClosed) {
      socket.destroy()
      return
    }
    this.#sockets.set(name, socket)
    socket.on('error', () => socket.destroy()) // a publisher that was killed: 'close' follows
    // Not followed again at once, or a socket that takes a connection only to end it would keep us busy.
    socket.on('close', () => this.#sockets.delete(name))
    readSnapshots(socket, {
      onSnapshot: listener,
      onGarbage: () => {
        this.#refused.add(name)
        tellGarbage(`${name} in ${dir} sends what is no snapshot of this version; it is left out`)
      },
    })
  }
}
