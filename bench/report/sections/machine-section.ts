// The machine and its versions.
import type { BenchReport } from '../bench-report.ts'
import { card } from '../html/card.ts'
import { htmlTable } from '../html/html-table.ts'
import { machineTable } from '../tables/machine-table.ts'

export function machineSection(report: BenchReport): string {
  return card('Machine', '', htmlTable(machineTable(report), 'Machine'))
}
