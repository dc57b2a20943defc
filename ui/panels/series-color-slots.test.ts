import { expect, test } from 'vitest'
import { SeriesColorSlots } from './series-color-slots.ts'

test('a name keeps its colour, and there is always one', () => {
  const slots = new SeriesColorSlots(3)
  expect(['view', 'click', 'buy', 'scroll'].map((name) => slots.slotOf(name))).toEqual([0, 1, 2, 0])
  expect(['buy', 'view'].map((name) => slots.slotOf(name))).toEqual([2, 0])
})
