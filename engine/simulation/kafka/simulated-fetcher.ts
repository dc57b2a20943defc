// Fetches records from the simulated Kafka: one request for all partitions at a time, as long as there is room.
import type { Fetcher, PartitionFetcherOptions } from '../../staging/kafka/partition-fetcher.ts'
import type { PartitionProgress } from '../../staging/kafka/partition-progress.ts'
import type { KafkaLink } from './kafka-link.ts'
import type { SimulatedKafka, StagedRecord } from './simulated-kafka.ts'

const recordsMax = 3
/** What nobody looks at. */
const envelope = { length: 0, attributes: 0, timestampDelta: 0n, offsetDelta: 0, key: null }
const pauseMs = 100

export function simulatedFetcher(
  kafka: SimulatedKafka,
  { progresses, recovery, hasRoom, onRecord, onFailed }: PartitionFetcherOptions,
  request: KafkaLink['request'],
): Fetcher {
  let isBusy = false

  const fetch = async (): Promise<void> => {
    const asked = [...progresses.values()].map((progress) => ({ progress, offset: progress.position }))
    const answers = await request('fetching', () =>
      asked.map(({ progress, offset }) => {
        const { start, records } = kafka.partition(progress.partition)
        return { start, records: records.slice(Number(offset), Number(offset) + recordsMax) }
      }),
    )
    let isEmpty = true
    for (const [index, { progress, offset }] of asked.entries()) {
      const answer = answers[index]
      if (answer === undefined || progresses.get(progress.partition) !== progress || progress.position !== offset)
        continue
      const { start, records } = answer
      if (offset < start) {
        progress.advance(BigInt(start)) // deleted, so committed: the group's offset was set back
        continue
      }
      for (const record of records) deliver(progress, record)
      isEmpty &&= records.length === 0
    }
    if (isEmpty) await pause()
  }

  const deliver = (progress: PartitionProgress, { headers, value }: StagedRecord): void => {
    const offset = progress.position
    onRecord(progress, offset, { ...envelope, headers, value })
    progress.position = offset + 1n
  }

  const kick = (): void => {
    if (isBusy || progresses.size === 0 || recovery.signal.aborted || !hasRoom()) return
    isBusy = true
    fetch()
      .catch((error: unknown) => (error instanceof RangeError ? onFailed(error) : pause()))
      .finally(() => {
        isBusy = false
        kick()
      })
      .catch(onFailed)
  }
  return { kick, close: () => Promise.resolve() }
}

function pause(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, pauseMs))
}
