// Tells Kafka how far the partitions are committed. It promises one request at a time, for all partitions together, however
// many blocks are committed meanwhile; and that whoever waits for a commit learns when it cannot be made.
import { coalesced } from '../../concurrency/coalesced.ts'
import type { Membership } from './group-membership.ts'
import type { PartitionProgress } from './partition-progress.ts'
import { recovering, type Recovery } from './recovering.ts'

export interface OffsetCommitterOptions {
  readonly membership: Pick<Membership, 'commit'>
  readonly progresses: ReadonlyMap<number, PartitionProgress>
  readonly recovery: Recovery
  /** Called when everything below the offset is committed, durably. */
  readonly onCommitted: (partition: number, offset: bigint) => void
}

export class OffsetCommitter {
  readonly #options: OffsetCommitterOptions

  constructor(options: OffsetCommitterOptions) {
    this.#options = options
  }

  /** Never rejects: those who wait at a `PartitionProgress` are told. */
  async flush(): Promise<void> {
    try {
      await this.#flush()
    } catch (error) {
      for (const progress of this.#options.progresses.values()) progress.fail(error)
    }
  }

  readonly #flush = coalesced(() =>
    recovering('committing', this.#options.recovery, async () => {
      const { membership, progresses, onCommitted } = this.#options
      const due = [...progresses.values()]
        .filter(({ committable, committed }) => committable > committed)
        .map((progress) => ({ progress, offset: progress.committable }))
      if (due.length === 0) return
      await membership.commit(due.map(({ progress: { partition }, offset }) => ({ partition, offset })))
      for (const { progress, offset } of due) {
        progress.advance(offset)
        onCommitted(progress.partition, offset)
      }
    }),
  )
}
