// The partitions that are this consumer's, and how far it is in each. It promises that a partition which stays with the
// consumer through a change of the group goes on where it is, so that what is in flight is not handed out again.
import { coalesced } from '../../concurrency/coalesced.ts'
import type { Membership } from './group-membership.ts'
import { PartitionProgress } from './partition-progress.ts'
import { recovering, type Recovery } from './recovering.ts'

export interface PartitionAssignmentOptions {
  readonly membership: Pick<Membership, 'partitions' | 'committed'>
  readonly recovery: Recovery
  /** Told of offsets that are committed, whoever did it. */
  readonly onCommitted: (partition: number, offset: bigint) => void
  readonly onChanged: () => void
}

export class PartitionAssignment {
  readonly #options: PartitionAssignmentOptions
  readonly #progresses = new Map<number, PartitionProgress>()

  constructor(options: PartitionAssignmentOptions) {
    this.#options = options
  }

  get progresses(): ReadonlyMap<number, PartitionProgress> {
    return this.#progresses
  }

  /** Takes over what the group says now. */
  readonly update = coalesced(() =>
    recovering('reading committed offsets', { ...this.#options.recovery, recoverMsMax: Infinity }, async () => {
      const { membership, onChanged, onCommitted } = this.#options
      this.#drop((partition) => !membership.partitions.includes(partition))
      const asked = membership.partitions
      const committedBefore = new Map(
        [...this.#progresses].map(([partition, progress]) => [partition, progress.committed]),
      )
      const committed = asked.length === 0 ? new Map<number, bigint>() : await membership.committed(asked)
      if (membership.partitions !== asked) return // the group has changed again, and another update follows
      for (const [partition, offset] of committed) {
        this.#resume(partition, offset, committedBefore.get(partition) ?? 0n)
        if (offset > 0n) onCommitted(partition, offset)
      }
      onChanged()
    }),
  )

  /** Of a topic that was made anew: what is in flight of the old one need not be committed. */
  startAnew(): Promise<void> {
    this.#drop(() => true)
    return this.update()
  }

  #drop(isGone: (partition: number) => boolean): void {
    for (const [partition, progress] of this.#progresses) {
      if (!isGone(partition)) continue
      progress.release()
      this.#progresses.delete(partition)
    }
  }

  /** An answer may be older than a commit made meanwhile: only what is below `committedBefore` was set back. */
  #resume(partition: number, committed: bigint, committedBefore: bigint): void {
    const known = this.#progresses.get(partition)
    // Without a committed offset it starts at 0, and the fetcher moves it to where the log starts.
    const offset = committed < 0n ? 0n : committed
    if (known === undefined) this.#progresses.set(partition, new PartitionProgress(partition, offset))
    else if (offset >= committedBefore) known.advance(offset)
    else if (committed >= 0n) known.restart(offset)
  }
}
