// The staged amount of a topic: what is between the group's committed offset (or the start of the log) and its end.
// Blocks are exact. Bytes are exact for blocks that this process appended or fetched and the mean size for others; a
// process that has seen none yet takes what the partitions have on the brokers' disks, which is more than is staged.
import { ListOffsetTimestamps, type Admin } from '@platformatic/kafka'
import type { Backlog } from '../staging.ts'
import { recordBytesMax } from './ensure-topic.ts'
import type { StagedSizes } from './staged-sizes.ts'

interface TopicOffsets {
  readonly admin: Admin
  readonly topic: string
  readonly partitionCount: number
  readonly groupId: string
}

export interface KafkaBacklogOptions extends TopicOffsets {
  readonly sizes: StagedSizes
  /** Told of committed records that are still in the log: all below `offset`. */
  readonly onCommitted?: (partition: number, offset: bigint) => void
}

export async function kafkaBacklog(options: KafkaBacklogOptions): Promise<Backlog> {
  const { topic, sizes } = options
  const ranges = await uncommittedRanges(options)
  for (const { partition, start, from } of ranges) if (from > start) options.onCommitted?.(partition, from)
  const blocks = ranges.reduce((sum, { from, end }) => sum + Number(end - from), 0)
  if (blocks === 0) return { blocks, bytes: 0 }
  const meanBytes = sizes.meanBytes ?? (await storedBytes(options.admin, topic, options.partitionCount)) / blocks
  const otherwiseBytes = Math.min(meanBytes, recordBytesMax)
  const bytes = ranges.reduce(
    (sum, { partition, from, end }) => sum + sizes.bytesBetween(partition, from, end, otherwiseBytes),
    0,
  )
  return { blocks, bytes: Math.round(bytes) }
}

/** Resolves to a question: whether all that is staged now is committed. */
export async function consumedMark(options: TopicOffsets): Promise<() => Promise<boolean>> {
  const marked = await offsets(options, ListOffsetTimestamps.LATEST)
  return async () => {
    return (await uncommittedRanges(options)).every(({ partition, from, end }) => {
      const mark = marked.get(partition) ?? 0n
      // The end of a topic that was made anew is below the mark.
      return from >= (mark < end ? mark : end)
    })
  }
}

interface UncommittedRange {
  readonly partition: number
  /** Of the log. */
  readonly start: bigint
  /** Of what is not committed. */
  readonly from: bigint
  readonly end: bigint
}

async function uncommittedRanges(options: TopicOffsets): Promise<UncommittedRange[]> {
  const [starts, ends, committed] = await Promise.all([
    offsets(options, ListOffsetTimestamps.EARLIEST),
    offsets(options, ListOffsetTimestamps.LATEST),
    committedOffsets(options),
  ])
  return [...ends].map(([partition, end]) => {
    const start = starts.get(partition) ?? 0n
    // Of a group that has committed nothing there yet, Kafka says -1.
    const from = maxOf(start, committed.get(partition) ?? 0n)
    return { partition, start, from: from < end ? from : end, end }
  })
}

async function offsets(options: TopicOffsets, timestamp: bigint): Promise<Map<number, bigint>> {
  const partitions = partitionNumbers(options.partitionCount).map((partitionIndex) => ({ partitionIndex, timestamp }))
  const [listed] = await options.admin.listOffsets({ topics: [{ name: options.topic, partitions }] })
  return new Map(listed?.partitions.map(({ partitionIndex, offset }) => [partitionIndex, offset]))
}

async function committedOffsets(options: TopicOffsets): Promise<Map<number, bigint>> {
  const { groupId, topic } = options
  const [group] = await options.admin.listConsumerGroupOffsets({
    groups: [{ groupId, topics: [{ name: topic, partitionIndexes: partitionNumbers(options.partitionCount) }] }],
  })
  const partitions = group?.topics.find(({ name }) => name === topic)?.partitions ?? []
  return new Map(partitions.map(({ partitionIndex, committedOffset }) => [partitionIndex, committedOffset]))
}

/** Bytes of the topic's partitions on the disks of the brokers that lead or follow them, replicas counted once. */
async function storedBytes(admin: Admin, topic: string, partitionCount: number): Promise<number> {
  const partitions = partitionNumbers(partitionCount)
  const brokers = await admin.describeLogDirs({ topics: [{ name: topic, partitions }] })
  const bytes = new Map<number, number>()
  for (const dir of brokers.flatMap(({ results }) => results)) {
    for (const { partitionIndex, partitionSize } of dir.topics.flatMap((described) => described.partitions)) {
      bytes.set(partitionIndex, Math.max(bytes.get(partitionIndex) ?? 0, Number(partitionSize)))
    }
  }
  return [...bytes.values()].reduce((sum, size) => sum + size, 0)
}

function partitionNumbers(count: number): number[] {
  return Array.from({ length: count }, (_, partition) => partition)
}

function maxOf(a: bigint, b: bigint): bigint {
  return a > b ? a : b
}
