import { expect, test } from 'vitest'
import { fittingLabels } from './fitting-labels.ts'

const at = (atPx: number) => ({ text: `at ${atPx}`, atPx, widthPx: 40 })

test('a label that would be cut off at an end is left out, the others keep their places', () => {
  const labels = [at(-21), at(-20), at(100), at(396), at(397)]
  expect(fittingLabels(labels, -40, 416)).toEqual(['', 'at -20', 'at 100', 'at 396', ''])
})

test('none of none', () => {
  expect(fittingLabels([], 0, 100)).toEqual([])
})
