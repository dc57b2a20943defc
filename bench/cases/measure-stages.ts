// Measures every stage of a row's way on its own: what a core, or the server, makes of it when nothing else is to be done.
import { blockFormats } from '@millrace/engine/block/block.ts'
import type { Arena } from '../end-to-end/contender.ts'
import type { BenchReport, StageResult } from '../report/bench-report.ts'
import { measureInserts } from './measure-inserts.ts'
import { measureStaging } from './measure-staging.ts'
import { measureWorkerStages } from './measure-worker-stages.ts'
import { stageBlocks } from './stage-blocks.ts'
import { stageNames, type StageName } from './stage-case.ts'

export interface MeasureStagesOptions {
  /** For each thing that is measured, of which there are some forty; rounds that have one iteration take longer. */
  readonly seconds?: number
  readonly batchRows?: number
  /** Staging and consuming come together, one of them brings the other. */
  readonly stages?: readonly StageName[]
  readonly onResult: (result: StageResult) => void
}

export interface MeasuredStages {
  /** In the order of the stages, not that in which they were measured. */
  readonly results: readonly StageResult[]
  readonly skipped: BenchReport['skipped']
}

const defaultSeconds = 0.8
const defaultBatchRows = 100_000

/** Uses tables of its own beside the arena's, and drops them. */
export async function measureStages(arena: Arena, options: MeasureStagesOptions): Promise<MeasuredStages> {
  const { seconds = defaultSeconds, batchRows = defaultBatchRows, stages = stageNames, onResult } = options
  const results: StageResult[] = []
  const skipped = new Map<string, string>()
  const includes = (...any: StageName[]): boolean => any.some((stage) => stages.includes(stage))
  const report = (result: StageResult): void => {
    results.push(result)
    onResult(result)
  }

  const { dataset } = arena
  const worker = { seconds, dataDir: arena.config.DATA_DIR, dataset, batchRows, includes }
  for await (const result of measureWorkerStages(worker)) report(result)
  if (!includes('stage', 'consume', 'insert')) return { results, skipped: [] }

  for (const format of blockFormats) {
    const blocks = await stageBlocks(arena, format, batchRows)
    for (const kind of includes('stage', 'consume') ? (['spool', 'kafka'] as const) : []) {
      const measured = await measureStaging({ arena, kind, blocks, seconds })
      if (typeof measured === 'string') skipped.set(`staging and consuming through ${kind}`, measured)
      else measured.forEach(report)
    }
    if (!includes('insert')) continue
    for await (const result of measureInserts({ arena, blocks, seconds })) report(result)
  }
  const inOrder = results.toSorted((a, b) => orderOf(a) - orderOf(b))
  return { results: inOrder, skipped: [...skipped].map(([what, why]) => ({ what, why })) }
}

function orderOf({ stage }: StageResult): number {
  return stageNames.findIndex((name) => name === stage)
}
