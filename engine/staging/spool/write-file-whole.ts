// Puts a file in place whole or not at all: written under a temporary name, flushed to the disk, renamed. What fails
// leaves nothing behind. The new name is durable once the folder has been synced, which is the caller's part.
import { join } from 'node:path'
import type { Files } from '../../machine/machine.ts'
import { writeAll } from '../../machine/write-all.ts'
import { temporaryName } from './spool-file-name.ts'

export async function writeFileWhole(
  files: Files,
  dir: string,
  name: string,
  parts: readonly Uint8Array[],
): Promise<void> {
  const temporary = join(dir, temporaryName(name))
  const file = await files.open(temporary, 'wx', 0o600)
  try {
    try {
      for (const part of parts) await writeAll(file, part)
      await file.datasync()
    } finally {
      await file.close()
    }
    await files.rename(temporary, join(dir, name))
  } catch (error) {
    await files.rm(temporary, { force: true })
    throw error
  }
}
