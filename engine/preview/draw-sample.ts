// As many rows of a dataset as are to be looked at, drawn.
import type { DatasetDefinition } from '@millrace/schemas/dataset/dataset.ts'
import { BatchGenerator, type BatchColumn } from '../generate/batch-generator.ts'
import { sampleRun, type SampleOptions } from '../plan/sample-run.ts'

export function drawSample(dataset: DatasetDefinition, options: SampleOptions): readonly BatchColumn[] {
  const generator = new BatchGenerator(dataset, sampleRun(dataset, options))
  generator.generate(0)
  return generator.columns
}
