// A ClickHouse of the bench's own in a folder that is deleted after it: no configuration of the user's is read, and no table,
// topic or file of theirs is touched.
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readConfig } from '@millrace/engine/config/config.ts'
import { untilNoProcesses } from '@millrace/engine/testing/service-processes.ts'
import { openWarehouse } from '@millrace/engine/warehouse/open-warehouse.ts'
import type { Arena } from './contender.ts'

export interface OpenArenaOptions extends Pick<Arena, 'dataset' | 'rows'> {
  readonly notify: (message: string) => void
}

export interface OpenedArena {
  readonly arena: Arena
  /** Stops the services, and deletes all they have. */
  close(): Promise<void>
}

const stopMsMax = 15_000

export async function openArena({ dataset, rows, notify }: OpenArenaOptions): Promise<OpenedArena> {
  const folder = await mkdtemp(join(tmpdir(), 'millrace-bench-'))
  const dataDir = join(folder, 'data')
  try {
    const scratch = join(folder, 'scratch')
    await mkdir(scratch)
    const config = readConfig({ DATA_DIR: dataDir })
    const opened = await openWarehouse(config, notify)
    return {
      arena: { config, warehouse: opened.warehouse, dataset, scratch, rows },
      async close() {
        await opened.close()
        await removeWhenStopped(folder, dataDir)
      },
    }
  } catch (error) {
    await removeWhenStopped(folder, dataDir)
    throw error
  }
}

/** Services stop a moment after they are let go, and work in the folder until then. */
async function removeWhenStopped(folder: string, dataDir: string): Promise<void> {
  try {
    for (const service of ['clickhouse', 'kafka']) await untilNoProcesses(join(dataDir, service), stopMsMax)
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 50, retryDelay: 200 })
  }
}
