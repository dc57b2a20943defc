// Every stage alone: what it costs, in which the longest bar is where time goes, and how fast it is, on a logarithmic axis
// because a checksum is a hundred times as fast as an insert.
import type { BenchReport, StageResult } from '../bench-report.ts'
import { explanations } from '../explanations.ts'
import { formatMillions, formatRange, threeDigits } from '../format-number.ts'
import { card } from '../html/card.ts'
import { rowFigures, type RowFigure } from '../html/row-figures.ts'
import { tableBehind } from '../html/table-behind.ts'
import { barMark } from '../plot/bar-mark.ts'
import { dotMark } from '../plot/dot-mark.ts'
import type { PlotGroup, PlotRow } from '../plot/row-plot.ts'
import { linearScale, logScale } from '../plot/scale.ts'
import { stageTable } from '../tables/stage-table.ts'

const nameWidth = 236

export function stagesSection({ stages }: BenchReport): string {
  if (stages.length === 0) return ''
  const figures = [costFigure(stages), rateFigure(stages)]
  return card('Stages', explanations.stages, rowFigures(figures, nameWidth), tableBehind(stageTable(stages), 'Stages'))
}

function costFigure(stages: readonly StageResult[]): RowFigure {
  const highest = Math.max(...stages.map(({ cpuSecondsPerMillionRows }) => cpuSecondsPerMillionRows.high))
  return {
    heading: 'What a million rows cost',
    unit: 'CPU-seconds per million rows',
    groups: grouped(stages, ({ stage, variant, cpuSecondsPerMillionRows: cost }) => {
      const value = threeDigits(cost.median)
      return {
        value,
        hover: `${stage} ${variant}: ${value} CPU-seconds per million rows, ${formatRange(cost, threeDigits)}`,
        marks: (scale, middle) => barMark(cost, scale, middle),
      }
    }),
    scale: (pixels) => linearScale([0, highest], pixels, 8),
    tickWords: String,
  }
}

function rateFigure(stages: readonly StageResult[]): RowFigure {
  const rates = stages.map(({ rowsPerSecond }) => rowsPerSecond)
  const range = [0.9 * Math.min(...rates.map(({ low }) => low)), Math.max(...rates.map(({ high }) => high))] as const
  return {
    heading: 'Rows per second',
    unit: 'million rows/s, logarithmic',
    groups: grouped(stages, ({ stage, variant, rowsPerSecond: rate }) => {
      const value = formatMillions(rate.median)
      return {
        value,
        hover: `${stage} ${variant}: ${value} M rows/s, ${formatRange(rate, formatMillions)}`,
        marks: (scale, middle) => dotMark(rate, scale, middle),
      }
    }),
    scale: (pixels) => logScale(range, pixels, 5),
    tickWords: (value) => String(value / 1e6),
  }
}

type Shown = Pick<PlotRow, 'value' | 'hover' | 'marks'>

/** A group for each stage, in the order of the report. */
function grouped(stages: readonly StageResult[], shown: (stage: StageResult) => Shown): PlotGroup[] {
  const names = [...new Set(stages.map(({ stage }) => stage))]
  return names.map((name) => ({
    name: name.charAt(0).toUpperCase() + name.slice(1),
    rows: stages
      .filter(({ stage }) => stage === name)
      .map((stage) => ({ name: stage.variant, isOurs: name !== 'bound', ...shown(stage) })),
  }))
}
