// A part of the bench: what it measures, and prints as soon as it is known.
import type { BenchConsole } from '../bench-console.ts'
import type { BenchOptions } from '../bench-options.ts'
import type { Arena } from '../end-to-end/contender.ts'
import type { BenchReport } from '../report/bench-report.ts'
import type { ConsoleStyle } from '../report/console-style.ts'

export interface BenchContext {
  readonly arena: Arena
  readonly options: BenchOptions
  readonly console: BenchConsole
  readonly style: ConsoleStyle
  /** What has been measured when it aborts is the result. */
  readonly signal: AbortSignal
}

export type PartResult = Partial<Pick<BenchReport, 'stages' | 'runs' | 'sweeps'>> & Pick<BenchReport, 'skipped'>

export interface BenchPart {
  readonly name: string
  /** Until the part itself knows better. */
  readonly secondsGuessed: number
  isWanted(options: BenchOptions): boolean
  measure(context: BenchContext): Promise<PartResult>
}
