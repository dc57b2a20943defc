// What ClickHouse must hold of a run, from the generator alone, added up on all cores.
import { Piscina } from 'piscina'
import { runBatchCount, type Run } from '../plan/run.ts'
import { ActorBitmap } from './actor-bitmap.ts'
import type { Totals } from './batch-totals.ts'

export interface ExpectedTotals extends Omit<Totals, 'actors'> {
  readonly distinctActors: number
}

const batchesPerTask = 16

export async function expectedTotals(
  run: Run,
  workerCount: number,
  onBatches: (batchesDone: number) => void,
): Promise<ExpectedTotals> {
  const pool = new Piscina<{ from: number; to: number }, Totals>({
    filename: new URL('verify-worker.ts', import.meta.url).href,
    minThreads: workerCount,
    maxThreads: workerCount,
    workerData: run,
  })
  const batchCount = runBatchCount(run)
  const actors = new ActorBitmap()
  const sum = { rows: 0, categories: new Map<string, number>(), columns: new Map<string, bigint>() }
  let next = 0
  const lane = async (): Promise<void> => {
    while (next < batchCount) {
      const from = next
      const to = (next = Math.min(batchCount, from + batchesPerTask))
      const part = await pool.run({ from, to })
      sum.rows += part.rows
      for (const [name, count] of part.categories) sum.categories.set(name, (sum.categories.get(name) ?? 0) + count)
      for (const [name, total] of part.columns) sum.columns.set(name, (sum.columns.get(name) ?? 0n) + total)
      actors.merge(part.actors)
      onBatches(to)
    }
  }
  try {
    await Promise.all(Array.from({ length: workerCount }, lane))
  } finally {
    await pool.destroy()
  }
  return { ...sum, distinctActors: actors.count }
}
