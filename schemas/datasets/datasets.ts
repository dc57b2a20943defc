// Every dataset that Millrace can make, by name.
import type { EventDataset } from '../dataset/dataset.ts'
import { orders } from './orders.ts'
import { pageEvents } from './page-events.ts'

export const datasets: ReadonlyMap<string, EventDataset> = new Map<string, EventDataset>(
  [pageEvents, orders].map((dataset) => [dataset.name, dataset]),
)

/** Throws `RangeError` naming those that exist. */
export function datasetNamed(name: string): EventDataset {
  const dataset = datasets.get(name)
  if (dataset === undefined)
    throw new RangeError(`no dataset is called ${name}; there are ${[...datasets.keys()].join(', ')}`)
  return dataset
}
