// Has merges yield to inserts and queries: Linux gives every thread a priority of its own. ClickHouse has a setting for it, which
// does nothing without CAP_SYS_NICE (os_threads_nice_value_merge_mutate); lowering the priority of one's own threads needs no leave.
import { readdir, readFile } from 'node:fs/promises'
import { getPriority, setPriority } from 'node:os'
import type { ClickHouseEndpoint } from '../service.ts'

const mergeThread = 'MergeMutate'
/** Nice value on top of the process's: beside a thread that has none, such a thread gets a tenth of the time (sched(7)). */
const nicer = 10
const nicest = 19

/** The threads are started with the first table that merges: one that nobody sees, and that is gone with its query. */
const firstTable = 'CREATE TEMPORARY TABLE merging (number UInt8) ENGINE = MergeTree ORDER BY number'

/** Does nothing where there is no /proc to find threads in. */
export async function letMergesYield({ url, processId }: Pick<ClickHouseEndpoint, 'url' | 'processId'>): Promise<void> {
  const made = await fetch(url, { method: 'POST', body: firstTable, headers: { connection: 'close' } })
  if (!made.ok) throw new Error(await made.text())
  const tasks = `/proc/${processId}/task`
  const priority = Math.min(nicest, getPriority(processId) + nicer)
  for (const threadId of await readdir(tasks).catch(() => [])) {
    const name = await readFile(`${tasks}/${threadId}/comm`, 'utf8').catch(() => 'has ended')
    if (name.trimEnd() === mergeThread) setPriority(Number(threadId), priority)
  }
}
