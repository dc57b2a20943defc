// Each stage of a row's way on its own.
import { measureStages } from '../cases/measure-stages.ts'
import type { StageResult } from '../report/bench-report.ts'
import { stageHeading, stageLine } from '../report/console-table.ts'
import type { BenchPart } from './bench-part.ts'

export const stagePart: BenchPart = {
  name: 'stages',
  secondsGuessed: 60,
  isWanted: ({ parts }) => parts.has('stages'),
  async measure({ arena, console: display, style, signal }) {
    const stages: StageResult[] = []
    display.print(`\n${stageHeading(style)}`)
    try {
      const { skipped } = await measureStages(arena, {
        onResult(result) {
          stages.push(result)
          display.print(stageLine(result, style))
          signal.throwIfAborted()
        },
      })
      return { stages, skipped: [...skipped] }
    } catch (error) {
      if (!signal.aborted) throw error
      return { stages, skipped: [] }
    }
  },
}
