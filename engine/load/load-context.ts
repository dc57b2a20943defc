// What every file of a load shares.
import type { RetryOptions } from '../retry/retry-while-away.ts'
import type { Warehouse } from '../warehouse/warehouse.ts'
import type { CutLimits } from './cut/cut-blocks.ts'
import type { LoadCounters } from './load-counters.ts'
import type { LoadOptions } from './load-options.ts'
import type { LoadTarget } from './load-target.ts'

export interface LoadContext {
  readonly warehouse: Warehouse
  readonly target: LoadTarget
  readonly options: Pick<LoadOptions, 'format' | 'hasHeader' | 'takesChanged'>
  readonly counters: LoadCounters
  readonly limits: CutLimits
  /** Whether one file is all there is: then a piece is read by several of the server's threads, which costs it a fifth more. */
  readonly isAlone: boolean
  readonly retry: RetryOptions
  readonly signal: AbortSignal
}
