// Piscina worker: makes the block of a batch in memory that it shares with whoever asked.
import { workerData } from 'piscina'
import type { Block } from '../block/block.ts'
import { datasetOf } from '../plan/run.ts'
import { BlockProducer } from './block-producer.ts'
import type { ProduceTask, ProduceWorkerData } from './producer-pool.ts'

// What the pool hands to its own workers is typed by the pool.
const { run, options } = workerData as ProduceWorkerData
const producer = new BlockProducer(datasetOf(run), run, options)

export default function produceBlock(task: ProduceTask | 'start'): Block | undefined {
  return task === 'start' ? undefined : producer.produce(task.batch, task.memory)
}
