import { expect, test } from 'vitest'
import { customRange } from './series-custom-range.ts'

test('two times in order are a range', () => {
  expect(customRange('2026-11-04T09:00', '2026-11-05T09:00')).toEqual({
    fromMs: new Date(2026, 10, 4, 9).getTime(),
    toMs: new Date(2026, 10, 5, 9).getTime(),
  })
})

test('anything else says what is wrong', () => {
  expect(customRange('', '2026-11-05T09:00')).toEqual({ problem: 'Both times are needed.' })
  expect(customRange('2026-11-05T09:00', '2026-11-05T09:00')).toEqual({ problem: 'The start must be before the end.' })
  expect(customRange('1960-01-01T00:00', '2026-11-05T09:00')).toEqual({ problem: 'Times go from 1970 to 2105.' })
})
