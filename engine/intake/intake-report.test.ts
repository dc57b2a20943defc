import { expect, test } from 'vitest'
import { rejectedShownMax } from './encoded-events.ts'
import { IntakeReport, rejectedOfRequestMax, type ReportedEvents } from './intake-report.ts'
import { MalformedBodyError } from './malformed-body-error.ts'

const piece = (rowCount: number, rejectedCount: number): ReportedEvents => ({
  rowCount,
  lineCount: rowCount + rejectedCount,
  rejected: Array.from({ length: Math.min(rejectedCount, rejectedShownMax) }, (_, index) => ({
    line: rowCount + index + 1,
    reason: 'no',
  })),
  rejectedCount,
})

test('lines are numbered through the pieces in their order, whichever is done first', () => {
  const report = new IntakeReport()
  const slots = [report.nextSlot(), report.nextSlot(), report.nextSlot()]
  slots[2]?.set(piece(1, 1))
  slots[0]?.set(piece(2, 1))
  slots[1]?.set({ ...piece(5, 0), rowCount: 0 })
  expect(report.answer()).toEqual({
    accepted: 3,
    rejected: [3, 10].map((line) => ({ line, reason: 'no' })),
    rejectedTotal: 2,
  })
  slots[1]?.set(piece(5, 0))
  expect(report.answer().accepted).toBe(8)
})

test('what will not be shown is counted and not kept', () => {
  const report = new IntakeReport()
  const heapBytes = process.memoryUsage().heapUsed
  for (let pieces = 0; pieces < 99; pieces++) report.nextSlot().set(piece(0, rejectedShownMax))
  expect(report.answer().rejected).toHaveLength(rejectedShownMax)
  expect(report.answer().rejectedTotal).toBe(99 * rejectedShownMax)
  global.gc?.()
  expect(process.memoryUsage().heapUsed - heapBytes).toBeLessThan(40 * 1024 * 1024)
})

test('a request with far too much that is wrong ends, with what was taken before', () => {
  const report = new IntakeReport()
  report.nextSlot().set(piece(7, 0))
  const set = () => {
    for (let pieces = 0; pieces <= rejectedOfRequestMax / 100_000; pieces++) report.nextSlot().set(piece(0, 100_000))
  }
  expect(set).toThrow(MalformedBodyError)
  expect(report.answer()).toMatchObject({ accepted: 7, rejectedTotal: rejectedOfRequestMax + 100_000 })
})
