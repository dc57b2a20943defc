// How the speed depends on the settings, and which are the best ones here.
import { bestSettings } from '../end-to-end/best-settings.ts'
import { bestSettingsLine } from '../end-to-end/best-settings-line.ts'
import { measureSweeps } from '../end-to-end/measure-sweeps.ts'
import { sweepLines } from '../report/console-table.ts'
import type { BenchPart } from './bench-part.ts'

/** Enough to tell values apart that differ by more than noise, and as long as anyone wants to wait. */
const roundsMax = 3

export const sweepPart: BenchPart = {
  name: 'sweeps',
  secondsGuessed: 180,
  isWanted: ({ parts }) => parts.has('sweeps'),
  async measure({ arena, options, console: display, style, signal }) {
    const { results, skipped } = await measureSweeps(arena, {
      rows: options.sweepRows,
      rowCounts: options.rowCounts,
      rounds: Math.min(options.rounds, roundsMax),
      observer: display,
      signal,
    })
    for (const sweep of results) display.print(['', ...sweepLines(sweep, style)].join('\n'))
    const best = bestSettingsLine(bestSettings(results))
    if (best !== '') display.print(`\n${best}`)
    return { sweeps: results, skipped }
  },
}
