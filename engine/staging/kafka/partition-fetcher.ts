// Fetches records of the partitions that are this consumer's, one request per broker at a time. It promises to ask only
// while there is room, that no record is delivered twice or skipped, and that it goes on by itself when brokers come and go.
//
// It drives the client's `fetch` by itself, because the client's message stream ends with the first error and starts over
// at the committed offset whenever the group changes, which would hand out again what is in flight.
import {
  Consumer,
  FetchIsolationLevels,
  IS_CONTROL,
  ListOffsetTimestamps,
  type ClusterTopicMetadata,
  type KafkaRecord,
} from '@platformatic/kafka'
import { setTimeout as sleep } from 'node:timers/promises'
import { MillraceError } from '../../errors/millrace-error.ts'
import { coalesced } from '../../concurrency/coalesced.ts'
import { byLeader } from './by-leader.ts'
import { recordBytesMax } from './ensure-topic.ts'
import { kafkaClientOptions, type KafkaAccess } from './kafka-client-options.ts'
import { isKafkaError, kafkaError } from './kafka-error.ts'
import type { PartitionProgress } from './partition-progress.ts'
import { recoveryPauseMs, type Recovery } from './recovering.ts'

const longPollMs = 500
const failuresQuietMax = 3 // about half a second: sessions and connections end by nature

type FetchResponse = Awaited<ReturnType<Consumer['fetch']>>

/** What the consumer asks of it. */
export type Fetcher = Pick<PartitionFetcher, 'kick' | 'close'>

export interface PartitionFetcherOptions {
  readonly access: KafkaAccess
  readonly topic: string
  readonly groupId: string
  readonly recovery: Recovery
  /** The partitions to fetch, and where. */
  readonly progresses: ReadonlyMap<number, PartitionProgress>
  readonly hasRoom: () => boolean
  readonly onRecord: (progress: PartitionProgress, offset: bigint, record: KafkaRecord) => void
  readonly onFailed: (error: unknown) => void
  /** The topic was deleted and made anew: offsets mean nothing any more. */
  readonly onOtherTopic: () => void
}

export class PartitionFetcher {
  readonly #options: PartitionFetcherOptions
  readonly #reader: Consumer
  readonly #busyNodes = new Set<number>()
  #failures = 0
  #topicId: string | undefined

  constructor(options: PartitionFetcherOptions) {
    this.#options = options
    // Not the member's own client: a fetch that waits for records would hold up heartbeats and commits on its connection.
    this.#reader = new Consumer({ ...kafkaClientOptions(options.access), groupId: options.groupId })
    this.#reader.topics.track(options.topic)
  }

  /** Starts what requests can be started: call it whenever there is more room or there are other partitions. */
  kick(): void {
    if (this.#mayFetch()) void this.#startRequests()
  }

  close(): Promise<void> {
    return this.#reader.close(true)
  }

  #mayFetch(): boolean {
    const { progresses, recovery, hasRoom } = this.#options
    return progresses.size > 0 && !recovery.signal.aborted && hasRoom()
  }

  readonly #startRequests = coalesced(async () => {
    try {
      const { topic, progresses } = this.#options
      const { id, partitions } = await this.#topicWith(progresses.keys())
      if (this.#isOther(id)) this.#options.onOtherTopic() // then there is nothing to fetch for a moment
      if (!this.#mayFetch()) return
      const { byNode, unknown } = byLeader(progresses.values(), partitions)
      for (const [node, asked] of byNode) {
        if (!this.#busyNodes.has(node)) void this.#request(node, id, asked)
      }
      if (unknown.length > 0)
        throw new MillraceError('STAGING_UNAVAILABLE', `Kafka knows no partition ${unknown.join(', ')} of ${topic}`)
    } catch (error) {
      await this.#pause(error)
      this.kick()
    }
  })

  #isOther(topicId: string): boolean {
    const before = this.#topicId
    if (topicId !== '') this.#topicId = topicId
    return before !== undefined && before !== this.#topicId
  }

  /** As the client remembers it, unless partitions have come since. */
  async #topicWith(partitions: Iterable<number>): Promise<Pick<ClusterTopicMetadata, 'id' | 'partitions'>> {
    const { topic } = this.#options
    const remembered = (await this.#reader.metadata({ topics: [topic] })).topics.get(topic)
    if (remembered !== undefined && [...partitions].every((partition) => partition in remembered.partitions))
      return remembered
    const { topics } = await this.#reader.metadata({ topics: [topic], forceUpdate: true })
    return topics.get(topic) ?? { id: '', partitions: [] }
  }

  /** One request, then the next; never rejects. */
  async #request(node: number, topicId: string, progresses: readonly PartitionProgress[]): Promise<void> {
    this.#busyNodes.add(node)
    try {
      const asked = new Map(progresses.map((progress) => [progress.partition, { progress, offset: progress.position }]))
      const partitions = [...asked].map(([partition, { offset }]) => ({
        partition,
        fetchOffset: offset,
        partitionMaxBytes: recordBytesMax,
        currentLeaderEpoch: -1,
        lastFetchedEpoch: -1,
      }))
      const response = await this.#reader.fetch({
        node,
        topics: [{ topicId, partitions }],
        minBytes: 1,
        maxBytes: recordBytesMax,
        maxWaitTime: longPollMs,
        isolationLevel: FetchIsolationLevels.READ_UNCOMMITTED,
      })
      this.#failures = 0
      this.#deliver(response, asked)
    } catch (error) {
      await this.#recover(error)
    } finally {
      this.#busyNodes.delete(node)
      this.kick()
    }
  }

  #deliver(response: FetchResponse, asked: ReadonlyMap<number, { progress: PartitionProgress; offset: bigint }>): void {
    const { progresses, onRecord } = this.#options
    for (const { partitionIndex, records } of response.responses.flatMap(({ partitions }) => partitions)) {
      const request = asked.get(partitionIndex)
      const progress = progresses.get(partitionIndex)
      // It may have been given away, or moved on, since it was asked for.
      if (progress === undefined || progress !== request?.progress || progress.position !== request.offset) continue
      for (const batch of records ?? []) {
        for (const record of batch.records) {
          const offset = batch.firstOffset + BigInt(record.offsetDelta)
          if (offset < progress.position) continue // a batch comes whole, from its first record on
          if ((batch.attributes & IS_CONTROL) === 0) onRecord(progress, offset, record)
        }
        const end = batch.firstOffset + BigInt(batch.lastOffsetDelta) + 1n
        if (end > progress.position) progress.position = end
      }
    }
  }

  async #recover(error: unknown): Promise<void> {
    if (!isKafkaError(error, 'OFFSET_OUT_OF_RANGE')) return this.#pause(error)
    try {
      await this.#startOver()
    } catch (listingError) {
      await this.#pause(listingError)
    }
  }

  /** Moves partitions whose records are no longer there to where the log starts now, and says so. */
  async #startOver(): Promise<void> {
    const { topic, progresses, recovery } = this.#options
    const topics = [topic]
    const starts = await this.#reader.listOffsets({ topics, timestamp: ListOffsetTimestamps.EARLIEST })
    const ends = await this.#reader.listOffsets({ topics, timestamp: ListOffsetTimestamps.LATEST })
    for (const progress of progresses.values()) {
      const start = starts.get(topic)?.[progress.partition]
      const end = ends.get(topic)?.[progress.partition]
      if (start === undefined || end === undefined) continue
      const { partition, position } = progress
      if (position < start) progress.advance(start)
      else if (position > end) progress.restart(start)
      else continue
      const message = `${topic}/${partition} holds offsets ${start} to ${end}: going on at ${start} instead of ${position}`
      recovery.onTrouble(new MillraceError('STAGING_UNAVAILABLE', message))
    }
  }

  async #pause(caught: unknown): Promise<void> {
    const { recovery, onFailed } = this.#options
    if (recovery.signal.aborted) return
    const error = kafkaError(caught, 'fetching')
    if (!(error instanceof MillraceError) || !error.canRetry) {
      onFailed(error)
      return
    }
    if (++this.#failures > failuresQuietMax) recovery.onTrouble(error)
    await sleep(recoveryPauseMs(this.#failures), undefined, { signal: recovery.signal }).catch((reason: unknown) => {
      if (!recovery.signal.aborted) throw reason
    })
  }
}
