// Measures what a worker thread does with a batch, and what bounds it: no server has a part in it.
import { datasets } from '@millrace/schemas/datasets/datasets.ts'
import type { EventDataset } from '@millrace/schemas/dataset/dataset.ts'
import type { StageResult } from '../report/bench-report.ts'
import { batchMaker, type BatchMaker } from './batch-maker.ts'
import { boundCases } from './bound-cases.ts'
import { checksumCases } from './checksum-cases.ts'
import { compressCases } from './compress-cases.ts'
import { encodeCases } from './encode-cases.ts'
import { generateCases } from './generate-cases.ts'
import { measureCases, type MeasureCasesOptions } from './measure-cases.ts'
import type { StageCase, StageName } from './stage-case.ts'

export interface MeasureWorkerStagesOptions extends MeasureCasesOptions {
  /** The one that all stages are measured with; the others are generated and encoded only. */
  readonly dataset: EventDataset
  readonly batchRows: number
  readonly includes: (stage: StageName) => boolean
}

type Casting = readonly [StageName, (maker: BatchMaker) => StageCase[], makers: readonly BatchMaker[]]

/** Yields the results of a stage as soon as all of them are there. */
export async function* measureWorkerStages(options: MeasureWorkerStagesOptions): AsyncGenerator<StageResult> {
  const { dataset, batchRows, includes } = options
  // First the dataset that counts: the compiler has then seen no other.
  const others = [...datasets.values()].filter(({ name }) => name !== dataset.name)
  const own = batchMaker(dataset, batchRows)
  const all = [own, ...others.map((other) => batchMaker(other, batchRows))]
  const stages: readonly Casting[] = [
    ['bound', boundCases, [own]],
    ['generate', generateCases, all],
    ['encode', encodeCases, all],
    ['compress', compressCases, [own]],
    ['checksum', checksumCases, [own]],
  ]
  for (const [stage, casesOf, makers] of stages) {
    if (includes(stage)) yield* await measureCases(makers.flatMap(casesOf), options)
  }
}
