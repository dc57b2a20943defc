// Every dataset that Millrace can make, by name.
import type { DatasetDefinition } from '../dataset/dataset.ts'
import { orders } from './orders.ts'
import { pageEvents } from './page-events.ts'

export const datasets: ReadonlyMap<string, DatasetDefinition> = new Map(
  [pageEvents, orders].map((dataset) => [dataset.name, dataset]),
)
