import { expect, test } from 'vitest'
import { zoomedRange } from './zoomed-range.ts'

const columns = { startsMs: [100, 110, 120], intervalMs: 10 }

test('goes from the start of the first to the end of the last bucket, however it was dragged', () => {
  expect(zoomedRange(columns, 0, 1, 1000)).toEqual({ fromMs: 100, toMs: 120 })
  expect(zoomedRange(columns, 2, 1, 1000)).toEqual({ fromMs: 110, toMs: 130 })
  expect(zoomedRange(columns, 1, 1, 1000)).toEqual({ fromMs: 110, toMs: 120 })
})

test('ends at now within the bucket in progress', () => {
  expect(zoomedRange(columns, 1, 2, 125)).toEqual({ fromMs: 110, toMs: 125 })
})

test('is none where no bucket is, or none has begun', () => {
  expect(zoomedRange(columns, 0, 3, 1000)).toBeUndefined()
  expect(zoomedRange(columns, 2, 2, 120)).toBeUndefined()
})
