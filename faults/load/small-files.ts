// The files that the pipeline keeps in DATA_DIR: all but what the services store there.
import { readdir } from 'node:fs/promises'
import { join, relative } from 'node:path'

const services = ['clickhouse', 'kafka', 'redis']

/** Their paths below DATA_DIR: staged blocks, temporary files, sockets, locks, dead letters. */
export async function smallFiles(dataDir: string): Promise<string[]> {
  const entries = await readdir(dataDir, { withFileTypes: true })
  const folders = entries.filter((entry) => entry.isDirectory() && !services.includes(entry.name))
  const found = await Promise.all(
    folders.map(({ name }) => readdir(join(dataDir, name), { recursive: true, withFileTypes: true })),
  )
  return [...entries, ...found.flat()]
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(dataDir, join(entry.parentPath, entry.name)))
}
