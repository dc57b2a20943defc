// What is to be said of one value of a sweep.
import type { SweepResult } from './bench-report.ts'

export function sweepNotes({ best, usual }: Pick<SweepResult, 'best' | 'usual'>, value: number): string[] {
  return [...(value === best ? ['fastest'] : []), ...(value === usual ? ['default'] : [])]
}
