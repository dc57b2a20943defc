// The whole bench, part by part on one server, as a report.
import { loadavg } from 'node:os'
import { openArena } from './end-to-end/open-arena.ts'
import { readMachine } from './measure/machine.ts'
import { revision } from './measure/revision.ts'
import type { BenchContext, PartResult } from './parts/bench-part.ts'
import { runPart } from './parts/run-part.ts'
import { stagePart } from './parts/stage-part.ts'
import { sweepPart } from './parts/sweep-part.ts'
import type { BenchReport } from './report/bench-report.ts'

export interface RunBenchOptions extends Omit<BenchContext, 'arena'> {
  /** As it is said in the report. */
  readonly command: string
}

/** When the signal aborts, the report is of what was measured until then. */
export async function runBench(bench: RunBenchOptions): Promise<BenchReport> {
  const { options, command, console: display, signal } = bench
  const { dataset, rows, rounds } = options
  const [loadBefore = 0] = loadavg()
  const startedAt = new Date()
  const opened = await openArena({ dataset, rows, notify: (message) => display.notify(message) })
  try {
    const machine = await readMachine(opened.arena.warehouse, loadBefore)
    display.print(
      `${machine.cpu}, ${machine.cores} cores, load ${loadBefore.toFixed(1)}: what else runs is measured, too`,
    )
    const parts = [stagePart, runPart, sweepPart].filter((part) => part.isWanted(options))
    for (const { name, secondsGuessed } of parts) display.schedule.add(name, 1, secondsGuessed)
    const results: PartResult[] = []
    for (const part of parts) {
      if (signal.aborted) break
      display.starts(part.name)
      results.push(await part.measure({ ...bench, arena: opened.arena }))
      display.schedule.drop(part.name)
    }
    return {
      version: 1,
      startedAt: startedAt.toISOString(),
      seconds: Math.round((Date.now() - startedAt.getTime()) / 1000),
      command,
      revision: await revision(import.meta.dirname),
      machine,
      dataset: dataset.name,
      rows,
      rounds,
      stages: results.flatMap(({ stages = [] }) => stages),
      runs: results.flatMap(({ runs = [] }) => runs),
      sweeps: results.flatMap(({ sweeps = [] }) => sweeps),
      skipped: results.flatMap(({ skipped }) => skipped),
    }
  } finally {
    display.stop()
    await opened.close()
  }
}
