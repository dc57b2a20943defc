// Rows end to end: limits, the server by itself, Millrace and its peers, in turns.
import type { BenchOptions } from '../bench-options.ts'
import type { Contender } from '../end-to-end/contender.ts'
import { runContenders } from '../end-to-end/run-contenders.ts'
import { seedContenders } from '../end-to-end/seed-contender.ts'
import { limits } from '../limits/limits.ts'
import { peers } from '../peers/peers.ts'
import { runHeading, runLine } from '../report/console-table.ts'
import type { BenchPart } from './bench-part.ts'

export const runPart: BenchPart = {
  name: 'end to end',
  secondsGuessed: 300,
  isWanted: ({ parts }) => parts.has('limits') || parts.has('seed') || parts.has('peers'),
  async measure({ arena, options, console: display, style, signal }) {
    const { results, skipped } = await runContenders(arena, {
      contenders: contendersOf(options, signal),
      rounds: options.rounds,
      observer: display,
      signal,
    })
    display.print(`\n${runHeading(style)}`)
    for (const result of results) display.print(runLine(result, style))
    return { runs: results, skipped }
  },
}

function contendersOf({ parts }: BenchOptions, signal: AbortSignal): Contender[] {
  return [
    ...(parts.has('limits') ? limits() : []),
    ...(parts.has('seed') ? seedContenders(signal) : []),
    ...(parts.has('peers') ? peers() : []),
  ]
}
