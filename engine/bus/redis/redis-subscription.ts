// Follows the pipelines that publish through Redis. Each time the connection is there (again), it subscribes and then reads
// what is kept of each pipeline: in this order nothing is missed, and what comes twice is left out.
import type { Redis } from 'ioredis'
import { atMost } from '../../concurrency/at-most.ts'
import { errorMessage } from '../../errors/error-message.ts'
import { coalesced } from '../../concurrency/coalesced.ts'
import { newestOnly } from '../newest-only.ts'
import { parseSnapshot } from '../parse-snapshot.ts'
import type { PipelineSubscription } from '../pipeline-bus.ts'
import type { PipelineSnapshot } from '../pipeline-snapshot.ts'
import { pipelineIdsKey, pipelineKey, pipelinesChannel } from './redis-names.ts'

const checkEveryMs = 2_000
/** Whoever subscribes while Redis is away need not wait for it. */
const openMsMax = 1_000
const pipelinesMax = 1_000

export interface RedisSubscriptionOptions {
  /** Only listens: a connection that has subscribed takes no other commands. */
  readonly listening: Redis
  readonly reading: Redis
  readonly database: string
  readonly listener: (snapshot: PipelineSnapshot) => void
  readonly tellRefused: (message: string) => void
  readonly tellGarbage: (message: string) => void
}

export class RedisSubscription implements PipelineSubscription {
  readonly #options: RedisSubscriptionOptions
  readonly #listener: (snapshot: PipelineSnapshot) => void
  readonly #catchUp = coalesced(() => this.#subscribeAndRead())
  /** The connection was lost, or never there, since the keys were read. */
  #isBehind = true
  #onCaughtUp: (() => void) | undefined
  #timer: NodeJS.Timeout | undefined
  #isClosed = false

  constructor(options: RedisSubscriptionOptions) {
    this.#options = options
    this.#listener = newestOnly(options.listener)
  }

  /** Resolves when everything that is kept has been read, or after a second. */
  async open(): Promise<void> {
    const { listening, reading } = this.#options
    listening.on('message', (_channel: string, text: string) => this.#take(text))
    listening.on('close', () => (this.#isBehind = true))
    for (const redis of [listening, reading]) redis.on('ready', () => void this.#catchUp())
    this.#timer = setInterval(() => void this.#check(), checkEveryMs)
    await atMost(openMsMax, new Promise<void>((resolve) => (this.#onCaughtUp = resolve)))
  }

  close(): Promise<void> {
    this.#isClosed = true
    clearInterval(this.#timer)
    this.#options.listening.disconnect()
    this.#options.reading.disconnect()
    return Promise.resolve()
  }

  /** A host that vanished says no goodbye: its connection is given up when it does not answer. */
  async #check(): Promise<void> {
    const { listening } = this.#options
    if (this.#isBehind) await this.#catchUp()
    else await listening.ping().catch(() => listening.disconnect(true))
  }

  /** Never rejects: it is tried again when a connection is back, and every few seconds. */
  async #subscribeAndRead(): Promise<void> {
    const { listening, reading, database, tellRefused } = this.#options
    if (this.#isClosed || !this.#isBehind || !isReady(listening) || !isReady(reading)) return
    this.#isBehind = false
    try {
      await listening.subscribe(pipelinesChannel(database))
      for (const text of await this.#kept()) this.#take(text)
      this.#onCaughtUp?.()
    } catch (error) {
      this.#isBehind = true
      if (isReady(listening)) tellRefused(`Redis does not give the pipelines: ${errorMessage(error)}`)
    }
  }

  async #kept(): Promise<string[]> {
    const { reading, database } = this.#options
    const ids = (await reading.smembers(pipelineIdsKey(database))).slice(0, pipelinesMax)
    if (ids.length === 0) return []
    const texts = await reading.mget(ids.map((id) => pipelineKey(database, id)))
    const gone = ids.filter((_, index) => texts[index] === null)
    if (gone.length > 0) await reading.srem(pipelineIdsKey(database), gone)
    return texts.filter((text) => text !== null)
  }

  #take(text: string): void {
    if (this.#isClosed) return
    const snapshot = parseSnapshot(text)
    if (snapshot !== undefined) this.#listener(snapshot)
    else this.#options.tellGarbage('what came through Redis is no snapshot of this version; it is left out')
  }
}

function isReady(redis: Redis): boolean {
  return redis.status === 'ready'
}
