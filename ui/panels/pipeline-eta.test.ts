import { expect, test } from 'vitest'
import { pipelineEta } from './pipeline-eta.ts'

const half = { rowsTotal: 1000, rowsAlreadyIn: 300, rowsInserted: 200, rowsPerSecond: 50 }

test('counts what was in before, and goes on at the pace of now', () => {
  expect(pipelineEta(half)).toEqual({ rowsIn: 500, share: 0.5, secondsLeft: 10 })
})

test('does not say when while nothing moves, and says 0 when done', () => {
  expect(pipelineEta({ ...half, rowsPerSecond: 0 })).toEqual({ rowsIn: 500, share: 0.5, secondsLeft: undefined })
  expect(pipelineEta({ ...half, rowsInserted: 700, rowsPerSecond: 0 })).toMatchObject({ share: 1, secondsLeft: 0 })
})

test('is never more than whole, and none without an end', () => {
  expect(pipelineEta({ ...half, rowsInserted: 9000 })).toEqual({ rowsIn: 1000, share: 1, secondsLeft: 0 })
  expect(pipelineEta({ ...half, rowsTotal: 0 })).toBeUndefined()
})
