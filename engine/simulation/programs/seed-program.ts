// `make seed` as a simulated process: the run is opened, what is missing is made, staged, drained and in. Only what is around
// the pipeline (worker threads, progress, services) is left out.
import type { EventDataset } from '@millrace/schemas/dataset/dataset.ts'
import { datasets } from '@millrace/schemas/datasets/datasets.ts'
import { datasetId } from '../../plan/run.ts'
import { PipelineCounters } from '../../progress/pipeline-counters.ts'
import { retryWhileAway } from '../../retry/retry-while-away.ts'
import { batchShare } from '../../seed/batch-share.ts'
import { openRun } from '../../seed/open-run.ts'
import { PendingBatches } from '../../seed/pending-batches.ts'
import { pumpBatches } from '../../seed/pump-batches.ts'
import type { Range, SeedOptions } from '../../seed/seed-options.ts'
import { config, type ProgramParts } from './program-parts.ts'
import { simulatedPool } from './simulated-pool.ts'

const workerCount = 2
export const batchRows = 10

export async function seedProgram(parts: ProgramParts, rowCount: number, range: Range): Promise<void> {
  const { warehouse } = parts
  const dataset = anyDataset()
  const interrupt = new AbortController().signal
  const { run, batchesIn } = await retryWhileAway({ retrySecondsMax: config.RETRY_SECONDS, signal: interrupt }, () =>
    openRun(warehouse, { dataset, name: `DATASET=${dataset.name}` }, options(rowCount, range), Date.now()),
  )
  const { missing } = batchShare(run, range, batchesIn)
  const counters = new PipelineCounters()
  const pending = new PendingBatches({
    missing,
    datasetId: datasetId(run),
    onIn: (rows) => (counters.rowsDone += rows),
  })
  if (pending.count === 0) return
  const staging = await parts.openStaging()
  try {
    await pumpBatches({
      ...parts,
      config,
      run,
      range,
      batches: missing.keys(),
      laneCount: workerCount + 1,
      staging,
      pool: simulatedPool(parts.scheduler, run),
      pending,
      counters,
      notify: () => undefined,
      interrupt,
    })
  } finally {
    await staging.close()
  }
}

/** It has no rows here: any one will do. */
export function anyDataset(): EventDataset {
  const [dataset] = datasets.values()
  if (dataset === undefined) throw new Error('there is no dataset')
  return dataset
}

function options(rowCount: number, range: Range): SeedOptions {
  const unsaid = { seed: undefined, days: undefined, anchorMs: undefined }
  return { ...unsaid, rowCount, batchRows, range, workerCount, format: 'native', target: { dataset: anyDataset() } }
}
