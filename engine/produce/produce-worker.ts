// Piscina worker: makes the block of a batch and hands its memory over without copying it.
import { datasetNamed } from '@millrace/schemas/datasets/datasets.ts'
import { move, transferableSymbol, valueSymbol, workerData } from 'piscina'
import { BlockProducer } from './block-producer.ts'
import type { ProduceWorkerData } from './producer-pool.ts'

// What the pool hands to its own workers is typed by the pool.
const { run, options } = workerData as ProduceWorkerData
const producer = new BlockProducer(datasetNamed(run.dataset), run, options)

export default function produceBlock(batch: number) {
  const block = producer.produce(batch)
  return move({ [transferableSymbol]: [block.frame.buffer], [valueSymbol]: block })
}
