// Has batches made by the pool and appended to staging, a few at a time: no more blocks are held in memory than there are
// lanes, and none is made while staging is full.
import type { PipelineCounters } from '../progress/pipeline-counters.ts'
import type { ProducerPool } from '../produce/producer-pool.ts'
import { retryWhileAway, type RetryOptions } from '../retry/retry-while-away.ts'
import type { StagedBytesGate } from '../staging/staged-bytes-gate.ts'
import type { Staging } from '../staging/staging.ts'

export interface ProduceBatchesOptions {
  readonly batches: Iterable<number>
  readonly pool: Pick<ProducerPool, 'produce' | 'reuse'>
  readonly laneCount: number
  readonly staging: Staging
  readonly gate: StagedBytesGate
  readonly counters: PipelineCounters
  readonly retry: RetryOptions
  readonly signal: AbortSignal
}

/** Resolves when every batch is staged, or when `signal` aborts and what had been made is staged. */
export async function produceBatches(options: ProduceBatchesOptions): Promise<void> {
  const batches = options.batches[Symbol.iterator]()
  // A lane that fails must end the others too, or they would go on for nobody.
  const stop = new AbortController()
  const signal = AbortSignal.any([options.signal, stop.signal])
  const lanes = Array.from({ length: options.laneCount }, async () => {
    try {
      for (let next = batches.next(); !next.done && !signal.aborted; next = batches.next()) {
        await produceBatch(next.value, options, signal)
      }
    } catch (error) {
      if (signal.aborted && error === signal.reason) return
      stop.abort(error)
      throw error
    }
  })
  await Promise.all(lanes)
}

async function produceBatch(batch: number, options: ProduceBatchesOptions, signal: AbortSignal): Promise<void> {
  const { pool, gate, staging, counters } = options
  const block = await pool.produce(batch)
  counters.blocksGenerated++
  counters.rowsGenerated += block.header.rowCount
  counters.encodedBytes += block.header.encodedBytes
  counters.compressedBytes += block.frame.byteLength
  await retryWhileAway(options.retry, () => gate.enter(block.frame.byteLength, signal))
  await retryWhileAway(options.retry, () => staging.append(block, () => pool.reuse(block)))
  counters.rowsStaged += block.header.rowCount
}
