// A pool that makes the blocks of a run without any rows in them: a frame says in plain text whose batch it is. Memory that is
// given back is scribbled over at once, so that whoever still reads it is caught.
import { crc32 } from 'node:zlib'
import type { Block } from '../../block/block.ts'
import { batchSpec, batchToken } from '../../plan/batch-spec.ts'
import { datasetId, type Run } from '../../plan/run.ts'
import type { ProduceBatchesOptions } from '../../seed/produce-batches.ts'
import type { Scheduler } from '../time/scheduler.ts'

const produceUsualMs = 5

/** What the frame of a batch holds. */
export function seededContent(batch: number, rowCount: number): string {
  return `batch ${batch} of ${rowCount} rows${'.'.repeat((batch * 7) % 23)}\n`
}

export function simulatedPool(scheduler: Scheduler, run: Run): ProduceBatchesOptions['pool'] {
  const process = scheduler.current
  return {
    produce: (batch) =>
      new Promise((resolve) => {
        scheduler.after(scheduler.random.durationMs(produceUsualMs), process, () => resolve(blockOf(run, batch)))
      }),
    reuse: ({ frame }) => {
      frame.fill(0xee)
    },
  }
}

function blockOf(run: Run, batch: number): Block {
  const { rowCount } = batchSpec(run, batch)
  const frame = new Uint8Array(Buffer.from(seededContent(batch, rowCount)))
  return {
    header: {
      dataset: run.dataset,
      datasetId: datasetId(run),
      schemaVersion: run.schemaVersion,
      batch,
      rowCount,
      format: 'native',
      encoding: 'lz4',
      token: batchToken(run, batch),
      crc32: crc32(frame),
      encodedBytes: frame.byteLength,
    },
    frame,
  }
}
