// Gives the space of committed records back: deletes what is below the committed offsets, at most once a second for all
// partitions together. A deletion that fails is reported and made up for by the next one.
import type { Admin } from '@platformatic/kafka'

import { errorMessage } from '../../errors/error-message.ts'
import { MillraceError } from '../../errors/millrace-error.ts'
import { coalesced } from '../../concurrency/coalesced.ts'
import { isKafkaError, isOtherTopic } from './kafka-error.ts'

const intervalMs = 1_000

export class RecordTrimmer {
  readonly #admin: Admin
  readonly #topic: string
  readonly #onTrouble: (trouble: MillraceError) => void
  readonly #offsets = new Map<number, bigint>()
  #timer: NodeJS.Timeout | undefined
  #isClosed = false

  constructor(admin: Admin, topic: string, onTrouble: (trouble: MillraceError) => void) {
    this.#admin = admin
    this.#topic = topic
    this.#onTrouble = onTrouble
  }

  /** Everything below `offset` is committed, durably. */
  trim(partition: number, offset: bigint): void {
    if (this.#isClosed) return
    const known = this.#offsets.get(partition)
    if (known === undefined || known < offset) this.#offsets.set(partition, offset)
    this.#timer ??= setTimeout(() => void this.#flush(), intervalMs)
  }

  /** Deletes what there is to delete, and no more. */
  async close(): Promise<void> {
    this.#isClosed = true
    await this.#flush()
  }

  /** Never rejects. */
  readonly #flush = coalesced(async () => {
    clearTimeout(this.#timer)
    this.#timer = undefined
    if (this.#offsets.size === 0) return
    const deleting = [...this.#offsets].map(([partition, offset]) => ({ partition, offset }))
    try {
      await this.#admin.deleteRecords({ topics: [{ name: this.#topic, partitions: deleting }] })
      for (const { partition, offset } of deleting) {
        if (this.#offsets.get(partition) === offset) this.#offsets.delete(partition)
      }
    } catch (error) {
      // Offsets of a topic that is gone, or was made anew since, say nothing any more.
      if (isKafkaError(error, 'OFFSET_OUT_OF_RANGE') || isOtherTopic(error)) this.#offsets.clear()
      const message = `the committed records of ${this.#topic} are still on the brokers' disks: ${errorMessage(error)}`
      this.#onTrouble(new MillraceError('STAGING_UNAVAILABLE', message, { cause: error }))
    }
  })
}
