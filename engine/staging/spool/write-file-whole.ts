// Puts a file in place whole or not at all: written under a temporary name, flushed to the disk, renamed. What fails
// leaves nothing behind. The new name is durable once the folder has been synced, which is the caller's part.
import { open, rename, rm, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { temporaryName } from './spool-file-name.ts'

export async function writeFileWhole(dir: string, name: string, parts: readonly Uint8Array[]): Promise<void> {
  const temporary = join(dir, temporaryName(name))
  const file = await open(temporary, 'wx', 0o600)
  try {
    try {
      for (const part of parts) await writeAll(file, part)
      await file.datasync()
    } finally {
      await file.close()
    }
    await rename(temporary, join(dir, name))
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

async function writeAll(file: FileHandle, bytes: Uint8Array): Promise<void> {
  let written = 0
  while (written < bytes.byteLength) written += (await file.write(bytes, written)).bytesWritten
}
