// Inserts ready-made blocks into each table in turn, one at a time and four at once, and leaves no table behind.
import type { Arena } from '../end-to-end/contender.ts'
import type { StageResult } from '../report/bench-report.ts'
import { insertCase } from './insert-case.ts'
import { insertTargets, type InsertTarget } from './insert-targets.ts'
import { measureCases } from './measure-cases.ts'
import type { StageBlocks } from './stage-blocks.ts'

export interface MeasureInsertsOptions {
  readonly arena: Pick<Arena, 'config' | 'warehouse' | 'dataset'>
  readonly blocks: StageBlocks
  readonly seconds: number
}

/** Yields what was measured as soon as it is. The CPU time is the program's and that of a ClickHouse of this DATA_DIR. */
export async function* measureInserts(options: MeasureInsertsOptions): AsyncGenerator<StageResult> {
  for (const target of insertTargets(options.arena)) {
    for (const insertsInFlight of [1, 4]) {
      try {
        await target.create()
        yield* await measureInsert(options, target, insertsInFlight)
      } finally {
        await target.drop()
      }
    }
  }
}

async function measureInsert(
  { arena, blocks, seconds }: MeasureInsertsOptions,
  target: InsertTarget,
  insertsInFlight: number,
): Promise<StageResult[]> {
  const { stageCase, stop } = insertCase({ warehouse: arena.warehouse, target, blocks, insertsInFlight })
  try {
    return await measureCases([stageCase], { seconds, dataDir: arena.config.DATA_DIR })
  } finally {
    await stop()
  }
}
