// Blocks as seeding makes them, one after the other, for whoever needs the rows without the pipeline.
import { setImmediate } from 'node:timers/promises'
import type { Block } from '@millrace/engine/block/block.ts'
import { BlockProducer } from '@millrace/engine/produce/block-producer.ts'
import type { FrameOptions } from '@millrace/engine/produce/frame-maker.ts'
import type { EventDataset } from '@millrace/schemas/dataset/dataset.ts'
import { benchRun } from './bench-run.ts'

export interface ReadyBlocksOptions {
  readonly dataset: EventDataset
  readonly rows: number
  readonly batchRows: number
  readonly produce: FrameOptions
}

/** Their tokens are the same every time: a table takes each block once, unless it is made anew. */
export async function* readyBlocks({ dataset, rows, batchRows, produce }: ReadyBlocksOptions): AsyncGenerator<Block> {
  const producer = new BlockProducer(dataset, benchRun({ dataset, rows, batchRows }), produce)
  for (let batch = 0; batch * batchRows < rows; batch++) {
    yield producer.produce(batch)
    await setImmediate() // the LZ4 addon's memory is freed from the event loop only
  }
}
