// Generating: the rows of a batch into typed arrays, column by column.
import type { BatchMaker } from './batch-maker.ts'
import type { StageCase } from './stage-case.ts'

export function generateCases({ dataset, batchRows, generate }: BatchMaker): StageCase[] {
  return [{ stage: 'generate', variant: dataset.name, rowCount: batchRows, work: generate }]
}
