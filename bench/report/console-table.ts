// Results as lines of a table that is printed while they come in: a heading, then one line for each. Columns are as wide as
// they always are, because nobody knows yet what will follow; all is ASCII, for logs.
import type { Spread } from '../measure/spread.ts'
import type { RunResult, StageResult, SweepResult } from './bench-report.ts'
import { plainStyle, type ConsoleStyle } from './console-style.ts'
import {
  formatMebibytes,
  formatMegabytes,
  formatMillions,
  formatRange,
  formatRatio,
  threeDigits,
} from './format-number.ts'
import { sweepNotes } from './sweep-notes.ts'
import { sweepValueWords } from './sweep-value-words.ts'

const nameWidth = 38

type Cell = readonly [text: string, width: number]

export function stageHeading(style: ConsoleStyle = plainStyle): string {
  return style.dim(
    line('stage', [
      ['M rows/s', 10],
      ['low-high', 13],
      ['MB/s', 8],
      ['CPU-s/M rows', 14],
    ]),
  )
}

export function stageLine(result: StageResult, style: ConsoleStyle = plainStyle): string {
  const { stage, variant, rowsPerSecond, bytesPerSecond, cpuSecondsPerMillionRows } = result
  return line(`${stage} ${variant}`, [
    ...rateCells(rowsPerSecond, style),
    [bytesPerSecond === undefined ? '-' : formatMegabytes(bytesPerSecond.median), 8],
    [threeDigits(cpuSecondsPerMillionRows.median), 14],
  ])
}

export function runHeading(style: ConsoleStyle = plainStyle): string {
  const cpu: readonly Cell[] = [
    ['CPU-s/M: own', 14],
    ['ClickHouse', 12],
    ['Kafka', 8],
  ]
  return style.dim(line('run', [['M rows/s', 10], ['low-high', 13], ['of L', 7], ['low-high', 11], ...cpu, ['MiB', 7]]))
}

export function runLine(result: RunResult, style: ConsoleStyle = plainStyle): string {
  const { id, rowsPerSecond, ratioToLimit, cpuSecondsPerMillionRows: cpu, peakRssBytes } = result
  return line(id, [
    ...rateCells(rowsPerSecond, style),
    [medianOf(ratioToLimit, formatRatio), 7],
    [ratioToLimit === undefined ? '' : formatRange(ratioToLimit, formatRatio, '-'), 11],
    [medianOf(cpu?.program, threeDigits), 14],
    [medianOf(cpu?.clickhouse, threeDigits), 12],
    [medianOf(cpu?.kafka, threeDigits), 8],
    [medianOf(peakRssBytes, formatMebibytes), 7],
  ])
}

export function sweepLines(sweep: SweepResult, style: ConsoleStyle = plainStyle): string[] {
  return [
    style.dim(
      line(sweep.title, [
        ['M rows/s', 10],
        ['low-high', 13],
        ['peak MiB', 10],
      ]),
    ),
    ...sweep.points.map(({ value, rowsPerSecond, peakRssBytes }) => {
      const cells: readonly Cell[] = [...rateCells(rowsPerSecond, style), [formatMebibytes(peakRssBytes.median), 10]]
      return `${line(`  ${sweepValueWords(sweep.setting, value)}`, cells)}  ${sweepNotes(sweep, value).join(', ')}`.trimEnd()
    }),
  ]
}

function rateCells(rowsPerSecond: Spread, style: ConsoleStyle): Cell[] {
  return [
    [style.bold(formatMillions(rowsPerSecond.median).padStart(10)), 10],
    [formatRange(rowsPerSecond, formatMillions, '-'), 13],
  ]
}

function medianOf(spread: Spread | undefined, format: (value: number) => string): string {
  return spread === undefined ? '-' : format(spread.median)
}

/** A name that is too long moves its line, and is read whole. */
function line(name: string, cells: readonly Cell[]): string {
  return (name.padEnd(nameWidth) + cells.map(([text, width]) => ` ${text.padStart(width)}`).join('')).trimEnd()
}
