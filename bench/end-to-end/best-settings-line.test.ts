import { expect, test } from 'vitest'
import { bestSettingsLine } from './best-settings-line.ts'

test('says each value, and what it gains where it is not the usual one', () => {
  const line = bestSettingsLine([
    { variable: 'WORKERS', usual: 2, value: 3, gain: 0.0612 },
    { variable: 'BATCH_ROWS', usual: 200_000, value: 200_000, gain: 0 },
  ])
  expect(line).toBe('fastest here beyond noise: WORKERS=3 (+6 % over 2) · BATCH_ROWS=200000, as usual')
  expect(bestSettingsLine([])).toBe('')
})
