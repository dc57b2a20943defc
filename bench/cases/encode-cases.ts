// Encoding: generated columns into the bytes of either format.
import type { BatchMaker } from './batch-maker.ts'
import type { StageCase } from './stage-case.ts'

export function encodeCases({ dataset, batchRows, encoders, lz4Rows }: BatchMaker): StageCase[] {
  const encodeCase = (form: string, byteCount: number, encode: () => unknown): StageCase => ({
    stage: 'encode',
    variant: `${dataset.name} as ${form}`,
    rowCount: batchRows,
    byteCount,
    work: () => void encode(),
  })
  return [
    ...encoders.map(({ format, encode }) => encodeCase(format, encode().byteLength, encode)),
    ...(lz4Rows === undefined ? [] : [encodeCase('LZ4 of RowBinary', lz4Rows().encodedBytes, lz4Rows)]),
  ]
}
