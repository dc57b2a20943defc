// Kafka as far as the staging can tell: a topic whose partitions are logs, and one consumer group with an offset for each of
// them. It promises what brokers do: what is appended stays, in order; a commit by anyone but the newest generation of the
// group is refused; and no more, so that a record that is sent again is there twice.
import type { KafkaRecord } from '@platformatic/kafka'
import { MillraceError } from '../../errors/millrace-error.ts'
import type { Scheduler } from '../time/scheduler.ts'
import type { SimulatedProcess } from '../time/simulated-process.ts'

const sessionMs = 6_000
const rebalanceUsualMs = 30

export interface StagedRecord extends Pick<KafkaRecord, 'headers'> {
  readonly value: Buffer
}

interface Partition {
  readonly records: StagedRecord[]
  committed: number
  /** Records below are deleted. */
  start: number
}

/** Of the consumer group, as a process knows itself. */
export interface Member {
  readonly process: SimulatedProcess
  readonly onAssigned: () => void
  generation: number
  partitions: readonly number[]
}

export class SimulatedKafka {
  readonly partitions: readonly Partition[]
  readonly #scheduler: Scheduler
  readonly #onCommitted: (records: readonly StagedRecord[]) => void
  readonly #members = new Set<Member>()
  #generation = 0

  constructor(partitionCount: number, scheduler: Scheduler, onCommitted: (records: readonly StagedRecord[]) => void) {
    this.partitions = Array.from({ length: partitionCount }, () => ({ records: [], committed: 0, start: 0 }))
    this.#scheduler = scheduler
    this.#onCommitted = onCommitted
  }

  get staged(): { readonly partition: Partition; readonly offset: number; readonly record: StagedRecord }[] {
    return this.partitions.flatMap((partition) =>
      partition.records.flatMap((record, offset) =>
        offset < Math.max(partition.start, partition.committed) ? [] : [{ partition, offset, record }],
      ),
    )
  }

  partition(number: number): Partition {
    const partition = this.partitions[number]
    if (partition === undefined) throw new RangeError(`there is no partition ${number}`)
    return partition
  }

  append(number: number, record: StagedRecord): bigint {
    return BigInt(this.partition(number).records.push(record) - 1)
  }

  commit({ generation }: Member, offsets: readonly { partition: number; offset: bigint }[]): void {
    if (generation !== this.#generation) {
      throw new MillraceError('STAGING_UNAVAILABLE', 'the group has a newer generation')
    }
    for (const { partition: number, offset } of offsets) {
      const partition = this.partition(number)
      const from = partition.committed
      partition.committed = Number(offset)
      this.#onCommitted(partition.records.slice(from, partition.committed))
    }
  }

  deleteBelow(number: number, offset: bigint): void {
    const partition = this.partition(number)
    partition.start = Math.max(partition.start, Number(offset))
  }

  /** A member that dies is missed only when its session is over. */
  join(member: Member): void {
    this.#members.add(member)
    member.process.onEnd(() => void this.#scheduler.after(sessionMs, undefined, () => this.leave(member)))
    this.#rebalance()
  }

  leave(member: Member): void {
    if (this.#members.delete(member)) this.#rebalance()
  }

  /** Old members learn of it one after the other, and go on with what they had until then. */
  #rebalance(): void {
    const generation = ++this.#generation
    const members = [...this.#members]
    for (const [index, member] of members.entries()) {
      const assigned = [...this.partitions.keys()].filter((number) => number % members.length === index)
      this.#scheduler.after(this.#scheduler.random.durationMs(rebalanceUsualMs), member.process, () => {
        if (generation !== this.#generation) return
        member.generation = generation
        member.partitions = assigned
        member.onAssigned()
      })
    }
  }
}
