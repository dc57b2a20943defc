import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TimeSorter } from './sort-by-time.ts'

/** The numbers of rows with these times, in their order. */
function sorted(sorter: TimeSorter, timesMs: readonly number[]): number[] {
  const count = timesMs.length
  sorter.unsorted.timesMs.set(timesMs)
  timesMs.forEach((_, row) => (sorter.unsorted.sessionOf[row] = row))
  sorter.sort(count)
  const order = [...sorter.sorted.sessionOf.subarray(0, count)]
  expect([...sorter.sorted.timesMs.subarray(0, count)]).toEqual(order.map((row) => timesMs[row]))
  return order
}

test('orders as a stable sort does, over any span', () => {
  const sorter = new TimeSorter(300)
  const times = fc.oneof(fc.nat(5), fc.nat(5_000_000), fc.integer({ min: 0, max: 4_000_000_000_000 }))
  fc.assert(
    fc.property(fc.array(times, { maxLength: 300 }), (timesMs) => {
      const expected = timesMs.map((_, row) => row).sort((a, b) => (timesMs[a] ?? 0) - (timesMs[b] ?? 0) || a - b)
      expect(sorted(sorter, timesMs)).toEqual(expected)
    }),
  )
})

test('orders many rows, some of them far from all others', () => {
  const count = 10_000
  const sorter = new TimeSorter(count)
  for (const far of [0, 5e11]) {
    const timesMs = Array.from({ length: count }, (_, row) => ((row * 7919) % count) + (row === 17 ? far : 0))
    const order = sorted(sorter, timesMs)
    expect(new Set(order).size).toBe(count)
    expect(order.every((row, i) => i === 0 || (timesMs[order[i - 1] ?? 0] ?? 0) <= (timesMs[row] ?? 0))).toBe(true)
  }
})
