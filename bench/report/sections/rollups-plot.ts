// Rows per second with rollups and without: two bars, as there is nothing between them.
import type { SweepResult } from '../bench-report.ts'
import { formatMebibytes, formatMillions } from '../format-number.ts'
import { barMark } from '../plot/bar-mark.ts'
import { rowPlot } from '../plot/row-plot.ts'
import { linearScale, type Scale } from '../plot/scale.ts'
import { sweepNotes } from '../sweep-notes.ts'
import { sweepValueWords } from '../sweep-value-words.ts'

export function rollupsPlot(sweep: SweepResult): string {
  const highest = Math.max(...sweep.points.map(({ rowsPerSecond }) => rowsPerSecond.high))
  const rows = sweep.points.map(({ value, rowsPerSecond, peakRssBytes }) => {
    const words = [sweepValueWords(sweep.setting, value), ...sweepNotes(sweep, value)].join(', ')
    const rate = formatMillions(rowsPerSecond.median)
    return {
      name: words,
      value: rate,
      hover: `${words}: ${rate} M rows/s, peak memory ${formatMebibytes(peakRssBytes.median)} MiB`,
      isOurs: value === sweep.usual,
      marks: (scale: Scale, middle: number) => barMark(rowsPerSecond, scale, middle),
    }
  })
  return rowPlot({
    title: `Rows per second ${sweep.title}`,
    width: 340,
    names: 'above',
    unit: 'million rows/s',
    groups: [{ name: '', rows }],
    scale: (pixels) => linearScale([0, highest], pixels, 8),
    tickWords: (value) => String(value / 1e6),
  })
}
