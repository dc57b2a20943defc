// An INSERT … SELECT that the server does all by itself, with the settings that make it fastest.
import { availableParallelism } from 'node:os'
import { qualifiedName } from '@millrace/schemas/ddl/identifier.ts'
import type { Arena, Measured } from '../end-to-end/contender.ts'

/**
 * Every insert thread writes blocks and rolls them up on its own: by default a statement squashes what all threads bring
 * into one stream for the views, which leaves all cores but one idle. Half a million rows to a block were fastest: fewer
 * make more parts to merge, more leave a thread without work.
 */
function serverInsertSettings(threads = availableParallelism()): string {
  return [
    `max_insert_threads = ${threads}`,
    `max_threads = ${threads}`,
    // By default a thread that finds less than 4 GiB free is not started.
    'max_insert_threads_min_free_memory_per_thread = 0',
    'min_insert_block_size_rows = 524288',
    'min_insert_block_size_bytes = 0',
    'parallel_view_processing = 1',
    'materialized_views_squash_parallel_inserts = 0',
  ].join(', ')
}

/** `select` brings `rows` rows with the dataset's columns in their order. */
export async function insertOnServer({ warehouse, dataset }: Arena, select: string, rows: number): Promise<Measured> {
  const table = qualifiedName(warehouse.database, dataset.name)
  const startedAtMs = performance.now()
  await warehouse.command(`INSERT INTO ${table} ${select} SETTINGS ${serverInsertSettings()}`)
  return { rows, seconds: (performance.now() - startedAtMs) / 1000, programCpuSeconds: 0 }
}
