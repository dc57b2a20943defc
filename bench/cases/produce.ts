// What one worker thread does in a second, stage by stage: generate, encode, compress. Medians over batches of 100,000 rows.
import { datasets } from '@millrace/schemas/datasets/datasets.ts'
import { compressedFrame, storedFrame } from '@millrace/engine/compress/lz4-frame.ts'
import { NativeEncoder } from '@millrace/engine/encode/batch/native-encoder.ts'
import { RowBinaryEncoder } from '@millrace/engine/encode/batch/row-binary-encoder.ts'
import { BatchGenerator } from '@millrace/engine/generate/batch-generator.ts'

const batchRows = 100_000
const batchCount = 40
const warmUpCount = 10

for (const dataset of datasets.values()) {
  const generator = new BatchGenerator(dataset, {
    dataset: dataset.name,
    tableUuid: '',
    schemaVersion: dataset.schemaVersion,
    seed: '1',
    anchorMs: Date.UTC(2026, 10, 24),
    days: 30,
    batchRows,
    segments: [{ firstBatch: 0, firstRow: 0, rowCount: batchRows * batchCount }],
  })
  const rowBinary = new RowBinaryEncoder(dataset, generator.columns)
  const native = new NativeEncoder(dataset, generator.columns)
  const stages = new Map<string, number[]>()
  const time = <Result>(stage: string, work: () => Result): Result => {
    const startedAtMs = performance.now()
    const result = work()
    stages.set(stage, [...(stages.get(stage) ?? []), performance.now() - startedAtMs])
    return result
  }
  for (let batch = 0; batch < batchCount; batch++) {
    time('generate', () => generator.generate(batch))
    for (const [name, encoder] of [
      ['RowBinary', rowBinary],
      ['Native', native],
    ] as const) {
      const encoded = time(`encode ${name}`, () => encoder.encode(batchRows))
      time(`LZ4 of ${name}`, () => compressedFrame(encoded))
      time(`stored frame of ${name}`, () => storedFrame(encoded))
    }
    await new Promise((resolve) => setImmediate(resolve)) // frees what the addon allocated
  }
  for (const [stage, timesMs] of stages) {
    const ms = timesMs.slice(warmUpCount).sort((a, b) => a - b)[(batchCount - warmUpCount) >> 1] ?? NaN
    console.log(`${dataset.name}  ${stage.padEnd(26)} ${(batchRows / ms / 1000).toFixed(1).padStart(6)} M rows/s`)
  }
}
