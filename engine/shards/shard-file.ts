// A file that is written piece by piece under a temporary name, flushed to the disk, then renamed.
import { dirname } from 'node:path'
import { syncFolder } from '../machine/sync-folder.ts'
import type { Files, OpenFile } from '../machine/machine.ts'
import { writeAll } from '../machine/write-all.ts'
import type { ShardWriter } from './shard-writer.ts'

/** What was left under the temporary name by a process that died is overwritten. */
export async function openShardFile(files: Files, path: string): Promise<ShardWriter> {
  const temporary = `${path}.partial`
  const file: OpenFile = await files.open(temporary, 'w', 0o600)
  let writtenBytes = 0
  return {
    async append(bytes) {
      await writeAll(file, bytes)
      writtenBytes += bytes.byteLength
    },
    async finish() {
      await file.datasync()
      await file.close()
      await files.rename(temporary, path)
      await syncFolder(files, dirname(path))
      return writtenBytes
    },
    async discard() {
      await file.close().catch(() => undefined) // it may be closed already
      await files.rm(temporary, { force: true })
    },
  }
}
