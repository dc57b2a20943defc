// Where the CPU goes: seconds of one core per million rows, by process.
import type { RunResult } from '../bench-report.ts'
import { cpuTotal } from '../cpu-total.ts'
import { threeDigits } from '../format-number.ts'
import type { RowFigure } from '../html/row-figures.ts'
import { linearScale } from '../plot/scale.ts'
import { stackMark } from '../plot/stack-mark.ts'
import { runRows, type RunGroup } from './run-rows.ts'

const processes = [
  ['program', 'program'],
  ['clickhouse', 'ClickHouse'],
  ['kafka', 'Kafka'],
] as const

export function cpuFigure(groups: readonly RunGroup[]): RowFigure {
  const highest = Math.max(0, ...groups.flatMap(({ runs }) => runs.map((run) => total(run) ?? 0)))
  return {
    heading: 'CPU',
    key: processes,
    unit: 'CPU-seconds per million rows',
    groups: runRows(groups, (run) => {
      const [cpu, sum] = [run.cpuSecondsPerMillionRows, total(run)]
      if (cpu === undefined || sum === undefined) return undefined
      const parts = processes.map(([name, words]) => `${words} ${threeDigits(cpu[name].median)}`)
      return {
        value: threeDigits(sum),
        hover: `${run.title}: ${threeDigits(sum)} CPU-seconds per million rows (${parts.join(', ')})`,
        marks: (scale, middle) =>
          stackMark(
            processes.map(([name]) => ({ name, value: cpu[name].median })),
            scale,
            middle,
          ),
      }
    }),
    scale: (pixels) => linearScale([0, highest], pixels, 6),
    tickWords: String,
  }
}

function total({ cpuSecondsPerMillionRows: cpu }: RunResult): number | undefined {
  return cpu === undefined ? undefined : cpuTotal(cpu)
}
