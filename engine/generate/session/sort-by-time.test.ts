import fc from 'fast-check'
import { expect, test } from 'vitest'
import { TimeSorter } from './sort-by-time.ts'

test('orders as a stable sort does, over any span', () => {
  const sorter = new TimeSorter(300)
  const times = fc.oneof(fc.nat(5), fc.nat(5_000_000), fc.integer({ min: 0, max: 4_000_000_000_000 }))
  fc.assert(
    fc.property(fc.array(times, { maxLength: 300 }), (timesMs) => {
      const expected = timesMs.map((_, row) => row).sort((a, b) => (timesMs[a] ?? 0) - (timesMs[b] ?? 0) || a - b)
      const order = sorter.order(Float64Array.from(timesMs), timesMs.length)
      expect([...order.subarray(0, timesMs.length)]).toEqual(expected)
    }),
  )
})
