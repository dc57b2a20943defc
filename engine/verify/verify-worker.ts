// Piscina worker: adds up a range of batches.
import { workerData } from 'piscina'
import { datasetOf, type Run } from '../plan/run.ts'
import { BatchTotals, type Totals } from './batch-totals.ts'

// What `expectedTotals` hands to its own workers is typed by it.
const run = workerData as Run
const totals = new BatchTotals(datasetOf(run), run)

export default function addUp({ from, to }: { readonly from: number; readonly to: number }): Totals {
  return totals.add(from, to)
}
