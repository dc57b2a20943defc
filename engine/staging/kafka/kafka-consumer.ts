// A reader of the topic, one member of its consumer group. It promises at most `blocksInFlightMax` blocks handed out and
// not committed; it reads ahead as many, or what one fetch brings (32 MiB). Partitions move between members as these come and
// go: what of a moved partition is in flight is handed out again by its new owner.
import type { KafkaRecord } from '@platformatic/kafka'
import { isMillraceError, MillraceError } from '../../errors/millrace-error.ts'
import type { StagedBlock, StagedPosition, StagingConsumer } from '../staging.ts'
import { Wakeup } from '../wakeup.ts'
import { recordToBlock } from './block-record.ts'
import { recordBytesMax } from './ensure-topic.ts'
import { GroupMembership, type GroupMembershipOptions, type Membership } from './group-membership.ts'
import type { KafkaAccess } from './kafka-client-options.ts'
import { OffsetCommitter } from './offset-committer.ts'
import { PartitionAssignment } from './partition-assignment.ts'
import { PartitionFetcher, type Fetcher, type PartitionFetcherOptions } from './partition-fetcher.ts'
import type { PartitionProgress } from './partition-progress.ts'
import type { Recovery } from './recovering.ts'

const idleWaitMs = 1_000

export interface KafkaConsumerOptions {
  readonly access: KafkaAccess
  readonly topic: string
  readonly groupId: string
  readonly blocksInFlightMax: number
  readonly recovery: Omit<Recovery, 'signal'>
  readonly onFetched: (partition: number, offset: bigint, frameBytes: number) => void
  readonly onCommitted: (partition: number, offset: bigint) => void
}

/** What the consumer is made of that speaks to Kafka. */
export interface KafkaConsumerParts {
  newMembership(options: GroupMembershipOptions): Membership
  newFetcher(options: PartitionFetcherOptions): Fetcher
}

const realParts: KafkaConsumerParts = {
  newMembership: (options) => new GroupMembership(options),
  newFetcher: (options) => new PartitionFetcher(options),
}

interface Fetched {
  readonly progress: PartitionProgress
  readonly era: number
  readonly offset: bigint
  readonly record: KafkaRecord
}

/** Without the record, whose memory is for whoever has the block to hold. */
interface HandedOut extends Omit<Fetched, 'record'> {
  committed?: Promise<void> | undefined
}

export class KafkaConsumer implements StagingConsumer {
  readonly isFromOutside = true
  readonly #options: KafkaConsumerOptions
  readonly #closing = new AbortController()
  readonly #wakeup = new Wakeup()
  readonly #inFlight = new Map<StagedPosition, HandedOut>()
  /** Said to be in the warehouse, which Kafka does not know yet. */
  readonly #completed = new Map<StagedPosition, HandedOut>()
  readonly #membership: Membership
  readonly #assignment: PartitionAssignment
  readonly #fetcher: Fetcher
  readonly #committer: OffsetCommitter
  #readAhead: Fetched[] = []
  #readAheadBytes = 0
  #failure: { readonly error: unknown } | undefined

  constructor(options: KafkaConsumerOptions, parts = realParts) {
    this.#options = options
    const { access, topic, groupId, onCommitted } = options
    const recovery = { ...options.recovery, signal: this.#closing.signal }
    const onFailed = (error: unknown): void => this.#fail(error)
    this.#membership = parts.newMembership({
      access,
      topic,
      groupId,
      recovery,
      onAssigned: () => void this.#assignment.update().catch(onFailed),
      onRefused: onFailed,
    })
    this.#assignment = new PartitionAssignment({
      membership: this.#membership,
      recovery,
      onCommitted,
      onChanged: () => this.#onAssignmentChanged(),
    })
    const { progresses } = this.#assignment
    this.#fetcher = parts.newFetcher({
      access,
      topic,
      groupId,
      recovery,
      progresses,
      onFailed,
      onOtherTopic: () => void this.#assignment.startAnew().catch(onFailed),
      hasRoom: () => this.#hasRoom(),
      onRecord: (progress, offset, record) => this.#onRecord({ progress, era: progress.era, offset, record }),
    })
    this.#committer = new OffsetCommitter({ membership: this.#membership, progresses, recovery, onCommitted })
    this.#membership.join()
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<StagedBlock, void, undefined> {
    while (!this.#closing.signal.aborted) {
      if (this.#failure !== undefined) throw this.#failure.error
      const fetched = this.#inFlight.size < this.#options.blocksInFlightMax ? this.#readAhead.shift() : undefined
      if (fetched === undefined) {
        await this.#wakeup.sleep(idleWaitMs)
        continue
      }
      const { progress, era, offset, record } = fetched
      const position = `${this.#options.topic}/${progress.partition}/${offset}`
      this.#readAheadBytes -= recordBytes(record)
      this.#inFlight.set(position, { progress, era, offset })
      this.#fetcher.kick()
      yield readRecord(record, position)
    }
  }

  commit(staged: StagedBlock): Promise<void> {
    const { position } = staged
    if (this.#closing.signal.aborted) return Promise.reject(closedError(position))
    const handedOut = this.#inFlight.get(position) ?? this.#completed.get(position)
    if (handedOut === undefined) return Promise.resolve()
    if (this.#inFlight.delete(position) && staged.ok) letGoOf(staged.block.frame)
    this.#completed.set(position, handedOut)
    handedOut.committed ??= this.#complete(position, handedOut)
    this.#wakeup.wake()
    this.#fetcher.kick()
    void this.#committer.flush()
    return handedOut.committed
  }

  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return
    this.#closing.abort()
    this.#wakeup.wake()
    await this.#committer.flush() // those that are due: they are in the warehouse
    for (const [, progress] of this.#assignment.progresses)
      progress.fail(closedError(`partition ${progress.partition}`))
    this.#inFlight.clear()
    this.#readAhead = []
    await Promise.all([this.#fetcher.close(), this.#membership.close()])
  }

  async #complete(position: StagedPosition, handedOut: HandedOut): Promise<void> {
    try {
      await handedOut.progress.complete(handedOut.offset, handedOut.era)
      this.#completed.delete(position)
    } catch (error) {
      handedOut.committed = undefined // it may be tried again
      throw error
    }
  }

  #hasRoom(): boolean {
    const blocks = this.#inFlight.size + this.#readAhead.length
    return blocks < this.#options.blocksInFlightMax && this.#readAheadBytes < recordBytesMax / 2
  }

  #onRecord(fetched: Fetched): void {
    const frameBytes = recordBytes(fetched.record)
    fetched.progress.fetched(fetched.offset)
    this.#readAhead.push(fetched)
    this.#readAheadBytes += frameBytes
    this.#options.onFetched(fetched.progress.partition, fetched.offset, frameBytes)
    this.#wakeup.wake()
  }

  /** Drops what was read ahead of partitions that are gone, or that another member has committed meanwhile. */
  #onAssignmentChanged(): void {
    const { progresses } = this.#assignment
    this.#readAhead = this.#readAhead.filter(
      ({ progress, era, offset }) =>
        progresses.get(progress.partition) === progress && era === progress.era && offset >= progress.committed,
    )
    this.#readAheadBytes = this.#readAhead.reduce((sum, { record }) => sum + recordBytes(record), 0)
    this.#fetcher.kick()
  }

  #fail(error: unknown): void {
    this.#failure ??= { error }
    this.#wakeup.wake()
  }
}

function recordBytes(record: KafkaRecord): number {
  return record.value?.byteLength ?? 0
}

function readRecord(record: KafkaRecord, position: StagedPosition): StagedBlock {
  try {
    return { ok: true, block: recordToBlock(record), position }
  } catch (error) {
    if (!isMillraceError(error, 'CORRUPT_RECORD')) throw error
    return { ok: false, error, raw: record.value ?? new Uint8Array(), position }
  }
}

/**
 * Frees a frame's memory at once. Left to garbage collection, it would have V8 go through its whole heap more often: once for
 * every 64 MiB that buffers take.
 */
function letGoOf({ buffer, byteLength }: Uint8Array): void {
  // A small record is a part of what was read with it.
  if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength) buffer.transfer(0)
}

function closedError(what: string): MillraceError {
  return new MillraceError('STAGING_UNAVAILABLE', `the consumer is closed: ${what} stays staged`)
}
