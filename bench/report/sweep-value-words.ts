// A value of a sweep as people write it: 100k rows, with and without rollups.
import type { SweepResult } from './bench-report.ts'

export function sweepValueWords(setting: SweepResult['setting'], value: number): string {
  if (setting === 'rollups') return value === 0 ? 'without' : 'with'
  if (value >= 1e6) return `${value / 1e6}M`
  if (value >= 1e3) return `${value / 1e3}k`
  return String(value)
}
