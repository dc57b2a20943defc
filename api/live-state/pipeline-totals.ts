// The numbers of pipelines that only rise, and how they are joined: of one pipeline's, the largest that was heard; of
// several pipelines', the sum.
import { insertLatencyBoundsSeconds, type PipelineSnapshot } from '@millrace/engine/bus/pipeline-snapshot.ts'

type TotalName =
  | 'rowsTotal'
  | 'rowsAlreadyIn'
  | 'rowsGenerated'
  | 'rowsStaged'
  | 'rowsInserted'
  | 'rowsDone'
  | 'blocksInserted'
  | 'insertRetries'
  | 'stagingRetries'
  | 'blocksDeadLettered'

export interface PipelineTotals {
  readonly totals: Readonly<Pick<PipelineSnapshot, TotalName>>
  /** One count for each of `insertLatencyBoundsSeconds` and one beyond. */
  readonly insertLatency: { readonly counts: readonly number[]; readonly sumSeconds: number }
}

const bucketCount = insertLatencyBoundsSeconds.length + 1

export const noTotals: PipelineTotals = combine(() => 0)

export function totalsOf(snapshot: PipelineSnapshot): PipelineTotals {
  return {
    totals: snapshot,
    insertLatency: { counts: snapshot.insertLatencyCounts, sumSeconds: snapshot.insertLatencySumSeconds },
  }
}

/** Nothing goes back: what is smaller in `later` counts as it was. */
export function risenTotals(earlier: PipelineTotals, later: PipelineTotals): PipelineTotals {
  return combine((of) => Math.max(of(earlier), of(later)))
}

export function sumOfTotals(all: readonly PipelineTotals[]): PipelineTotals {
  return combine((of) => all.reduce((sum, each) => sum + of(each), 0))
}

/** What was added since: nothing goes below zero. */
export function totalsSince(earlier: PipelineTotals, later: PipelineTotals): PipelineTotals {
  return combine((of) => Math.max(0, of(later) - of(earlier)))
}

/** Makes each number from the same number of others. */
function combine(make: (of: (totals: PipelineTotals) => number) => number): PipelineTotals {
  // An answer's counts are numbers that every client can hold exactly.
  const total = (name: TotalName): number =>
    Math.min(
      Number.MAX_SAFE_INTEGER,
      make(({ totals }) => totals[name]),
    )
  return {
    totals: {
      rowsTotal: total('rowsTotal'),
      rowsAlreadyIn: total('rowsAlreadyIn'),
      rowsGenerated: total('rowsGenerated'),
      rowsStaged: total('rowsStaged'),
      rowsInserted: total('rowsInserted'),
      rowsDone: total('rowsDone'),
      blocksInserted: total('blocksInserted'),
      insertRetries: total('insertRetries'),
      stagingRetries: total('stagingRetries'),
      blocksDeadLettered: total('blocksDeadLettered'),
    },
    insertLatency: {
      counts: Array.from({ length: bucketCount }, (_, bucket) =>
        make(({ insertLatency }) => insertLatency.counts[bucket] ?? 0),
      ),
      sumSeconds: make(({ insertLatency }) => insertLatency.sumSeconds),
    },
  }
}
