// Piscina worker: adds up a range of batches.
import { datasetNamed } from '@millrace/schemas/datasets/datasets.ts'
import { workerData } from 'piscina'
import type { Run } from '../plan/run.ts'
import { BatchTotals, type Totals } from './batch-totals.ts'

// What `expectedTotals` hands to its own workers is typed by it.
const run = workerData as Run
const totals = new BatchTotals(datasetNamed(run.dataset), run)

export default function addUp({ from, to }: { readonly from: number; readonly to: number }): Totals {
  return totals.add(from, to)
}
