// Whether each case does the work that its name says, on as many bytes as it says.
import { expect, test } from 'vitest'
import { datasetNamed } from '@millrace/schemas/datasets/datasets.ts'
import { batchMaker } from './batch-maker.ts'
import { boundCases } from './bound-cases.ts'
import { checksumCases } from './checksum-cases.ts'
import { compressCases } from './compress-cases.ts'
import { countRandomWords } from './count-random-words.ts'
import { encodeCases } from './encode-cases.ts'
import { generateCases } from './generate-cases.ts'

const maker = batchMaker(datasetNamed('page_events'), 1_000)
const encodedBytes = maker.encoders.map(({ encode }) => encode().byteLength)

test('each case has a name of its own and can be done again and again', async () => {
  const cases = [boundCases, generateCases, encodeCases, compressCases, checksumCases].flatMap((of) => of(maker))
  expect(new Set(cases.map(({ stage, variant }) => `${stage} ${variant}`)).size).toBe(cases.length)
  for (let round = 0; round < 20; round++) {
    for (const { work, rest } of cases) {
      await work()
      await rest?.()
    }
  }
  expect(cases.map(({ rowCount }) => rowCount)).toEqual(cases.map(() => 1_000))
})

test('a batch that was generated again has other rows', () => {
  const [rowBinary] = maker.encoders
  const before = rowBinary?.encode().slice()
  maker.generate()
  expect(rowBinary?.encode()).not.toEqual(before)
})

test('bounds are of the size of a batch', () => {
  const [words, ...copies] = boundCases(maker)
  const drawn = countRandomWords(() => void words?.work())
  expect(drawn).toBeGreaterThan(1_000)
  expect(words?.byteCount).toBe(drawn * 4)
  for (const [index, copy] of copies.entries()) {
    expect(copy.byteCount).toBeGreaterThan(0.9 * (encodedBytes[index] ?? NaN))
    expect(copy.byteCount).toBeLessThan(1.1 * (encodedBytes[index] ?? NaN))
  }
})

test('bytes are those that go in: of frames for the checksum, of the batch for the rest', () => {
  const bytesOf = (variant: RegExp, cases: ReturnType<typeof encodeCases>): number =>
    cases.find((stageCase) => variant.test(stageCase.variant))?.byteCount ?? NaN
  const ofBatch = bytesOf(/RowBinary/, encodeCases(maker))
  expect(ofBatch).toBe(maker.encoders[0]?.encode().byteLength)
  expect(bytesOf(/LZ4 of RowBinary/, compressCases(maker))).toBe(ofBatch)
  expect(bytesOf(/uncompressed RowBinary/, checksumCases(maker))).toBe(ofBatch)
  expect(bytesOf(/LZ4 RowBinary/, checksumCases(maker))).toBeLessThan(ofBatch / 1.5)
})
