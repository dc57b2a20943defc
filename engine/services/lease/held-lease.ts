// One holder's connection to a service's supervisor. It never keeps the holder's event loop alive, and when the supervisor
// dies it finds or starts another by itself; until then `endpoint` is the last one, and if that fails it throws why.
import { once } from 'node:events'
import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { systemErrorCode } from '../../errors/error-message.ts'
import { MillraceError } from '../../errors/millrace-error.ts'
import type { ServiceLease } from '../service.ts'
import { connectLeaseSocket } from '../supervisor/lease-socket.ts'
import { supervisorMessage } from '../supervisor/supervisor-message.ts'
import { onLines } from './on-lines.ts'
import type { ServiceKind } from './service-kind.ts'
import { SpawnedSupervisor } from './spawned-supervisor.ts'

const connectMsMax = 90_000
const connectPauseMs = 20

export class HeldLease<Endpoint extends object> implements ServiceLease<Endpoint> {
  readonly #kind: ServiceKind<Endpoint>
  readonly #serviceDir: string
  readonly #onStarting: ((message: string) => void) | undefined
  readonly #restartListeners = new Set<() => void>()
  #endpoint: Endpoint | undefined
  #failure: Error | undefined
  #socket: Socket | undefined
  #reconnecting: Promise<void> = Promise.resolve()
  #released = false

  constructor(kind: ServiceKind<Endpoint>, serviceDir: string, onStarting: ((message: string) => void) | undefined) {
    this.#kind = kind
    this.#serviceDir = serviceDir
    this.#onStarting = onStarting
  }

  get endpoint(): Endpoint {
    if (this.#failure !== undefined) throw this.#failure
    if (this.#endpoint === undefined) throw new Error('a lease has its endpoint once it is connected')
    return this.#endpoint
  }

  onRestart(listener: () => void): void {
    this.#restartListeners.add(listener)
  }

  async release(): Promise<void> {
    this.#released = true
    this.#restartListeners.clear()
    await this.#reconnecting
    const socket = this.#socket
    if (socket === undefined || socket.closed) return
    socket.ref()
    socket.destroy()
    await once(socket, 'close')
  }

  /** Resolves when the service answers. */
  async connect(): Promise<void> {
    const giveUpAtMs = performance.now() + connectMsMax
    let spawned: SpawnedSupervisor | undefined
    while (performance.now() < giveUpAtMs) {
      const socket = await this.#tryConnect()
      if (socket && (await this.#untilReady(socket))) return
      if (!socket && (spawned === undefined || spawned.hasEnded)) {
        spawned?.throwIfFailed()
        this.#onStarting?.(`starting ${this.#kind.name} in ${this.#serviceDir}`)
        spawned = new SpawnedSupervisor(this.#kind, this.#serviceDir)
      }
      await sleep(connectPauseMs)
    }
    const seconds = connectMsMax / 1000
    const message = `${this.#kind.name} in ${this.#serviceDir} does not come up: no answer from its supervisor in ${seconds} s`
    throw new MillraceError('SERVICE_FAILED', message)
  }

  async #tryConnect(): Promise<Socket | undefined> {
    try {
      return await connectLeaseSocket(this.#serviceDir)
    } catch (error) {
      if (['ENOENT', 'ECONNREFUSED', 'ECONNRESET'].includes(systemErrorCode(error) ?? '')) return undefined
      throw error
    }
  }

  /** False when the supervisor went away before it said anything: it was about to end. */
  async #untilReady(socket: Socket): Promise<boolean> {
    const becameReady = await new Promise<boolean>((resolve, reject) => {
      let generation: number | undefined
      onLines(socket, (line) => {
        const message = supervisorMessage.parse(JSON.parse(line))
        if (message.type === 'failed') {
          const failure = new MillraceError(message.code, message.message)
          this.#failure = failure
          reject(failure)
          return
        }
        const isRestart = this.#endpoint !== undefined && message.generation !== generation
        generation = message.generation
        this.#endpoint = this.#kind.endpoint.parse(message.endpoint)
        resolve(true)
        if (isRestart) for (const listener of this.#restartListeners) listener()
      })
      // A supervisor that was killed resets the connection: 'close' follows.
      socket.on('error', () => socket.destroy())
      socket.on('close', () => {
        if (generation === undefined) resolve(false)
        else if (!this.#released && this.#failure === undefined) this.#reconnect()
      })
    })
    if (becameReady) {
      this.#socket = socket
      socket.unref()
    }
    return becameReady
  }

  #reconnect(): void {
    this.#reconnecting = this.connect().catch((error: unknown) => {
      this.#failure = error instanceof Error ? error : new Error(String(error))
    })
  }
}
