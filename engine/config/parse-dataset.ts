// A dataset by the name that a user types.
import type { EventDataset } from '@millrace/schemas/dataset/dataset.ts'
import { datasets } from '@millrace/schemas/datasets/datasets.ts'
import { configError } from '../errors/millrace-error.ts'

/** Throws `CONFIG` naming those there are. */
export function parseDataset(name: string): EventDataset {
  const dataset = datasets.get(name)
  if (dataset === undefined)
    throw configError('DATASET', name, `it may be ${[...datasets.keys()].join(' or ')}, or the path of a dataset file`)
  return dataset
}
