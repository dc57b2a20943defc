// Encoding: generated columns into the bytes of either format.
import type { BatchMaker } from './batch-maker.ts'
import type { StageCase } from './stage-case.ts'

export function encodeCases({ dataset, batchRows, encoders }: BatchMaker): StageCase[] {
  return encoders.map(({ format, encode }) => ({
    stage: 'encode',
    variant: `${dataset.name} as ${format}`,
    rowCount: batchRows,
    byteCount: encode().byteLength,
    work: () => void encode(),
  }))
}
