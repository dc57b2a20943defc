// A pipeline's way out through Redis: published, and kept for a while for those who come late. One command is on its way
// at most, and of what comes meanwhile, or while Redis is away, only the newest is kept. It promises to fail nothing.
import type { Redis } from 'ioredis'
import { atMost } from '../../concurrency/at-most.ts'
import { errorMessage } from '../../errors/error-message.ts'
import type { PipelinePublisher } from '../pipeline-bus.ts'
import type { PipelineSnapshot } from '../pipeline-snapshot.ts'
import { pipelineIdsKey, pipelineKey, pipelinesChannel } from './redis-names.ts'

const keptMs = 15_000
const deliveryMsMax = 500

export class RedisPublisher implements PipelinePublisher {
  readonly #redis: Redis
  readonly #database: string
  readonly #tell: (message: string) => void
  #next: PipelineSnapshot | undefined
  #isSending = false
  #onAllSent: (() => void) | undefined
  #closing: Promise<void> | undefined

  constructor(redis: Redis, database: string, tell: (message: string) => void) {
    this.#redis = redis
    this.#database = database
    this.#tell = tell
    redis.on('ready', () => this.#sendNext())
  }

  publish(snapshot: PipelineSnapshot): void {
    this.#next = snapshot
    this.#sendNext()
  }

  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #close(): Promise<void> {
    if (this.#next !== undefined || this.#isSending) {
      await atMost(deliveryMsMax, new Promise<void>((resolve) => (this.#onAllSent = resolve)))
    }
    this.#redis.disconnect()
  }

  #sendNext(): void {
    const snapshot = this.#next
    // While Redis is away: it says so itself, and 'ready' comes when it is back.
    if (snapshot === undefined || this.#isSending || this.#redis.status !== 'ready') return
    this.#next = undefined
    this.#isSending = true
    void this.#send(snapshot)
      .catch((error: unknown) => {
        this.#next ??= snapshot // sent again with the next one, or when Redis is back
        return error
      })
      .then((error) => {
        this.#isSending = false
        if (error === undefined) this.#sent()
        else if (this.#redis.status === 'ready') this.#tell(`Redis does not take the pipeline: ${errorMessage(error)}`)
      })
  }

  #sent(): void {
    if (this.#next === undefined) this.#onAllSent?.()
    else this.#sendNext()
  }

  /** The key is there before the message is out, so whoever subscribes and then reads the keys misses nothing. */
  async #send(snapshot: PipelineSnapshot): Promise<void> {
    const text = JSON.stringify(snapshot)
    const ids = pipelineIdsKey(this.#database)
    const results = await this.#redis
      .pipeline()
      .set(pipelineKey(this.#database, snapshot.id), text, 'PX', keptMs)
      .sadd(ids, snapshot.id)
      .pexpire(ids, keptMs)
      .publish(pipelinesChannel(this.#database), text)
      .exec()
    const failed = results?.find(([error]) => error !== null)?.[0]
    if (failed) throw failed
  }
}
