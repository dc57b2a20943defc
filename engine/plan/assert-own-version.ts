// A run is gone on with, and verified, by a Millrace that makes the same bytes of it.
import { datasetNamed } from '@millrace/schemas/datasets/datasets.ts'
import { MillraceError } from '../errors/millrace-error.ts'
import type { Run } from './run.ts'

/** `schemaVersion` of datasets that are not ours: raised whenever the rows that a source makes change. */
export const filledVersion = 2

/** Throws CONFIG for a run that another version of Millrace has begun, if this one would make other rows. */
export function assertOwnVersion({ dataset, filled, schemaVersion }: Run): void {
  const own = filled === undefined ? datasetNamed(dataset).schemaVersion : filledVersion
  if (schemaVersion === own) return
  throw new MillraceError(
    'CONFIG',
    `the rows of ${dataset} were begun by another version of Millrace (rows of version ${schemaVersion}; this one makes version ${own}). ` +
      `Go on with the Millrace that began them, or start over with make drop.`,
  )
}
