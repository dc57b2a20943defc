// Puts a file in place whole or not at all: written under a temporary name, flushed to the disk, renamed. What fails
// leaves nothing behind. The new name is durable once the folder has been synced, which is the caller's part.
import type { Files } from './machine.ts'
import { writeAll } from './write-all.ts'

export interface WholeFile {
  readonly path: string
  /** In the same folder. */
  readonly temporary: string
  /** `wx`: fails where the temporary file is there already. `w`: takes its place, it was left by someone who died. */
  readonly flags: 'w' | 'wx'
}

export async function writeFileWhole(
  files: Files,
  { path, temporary, flags }: WholeFile,
  parts: readonly Uint8Array[],
): Promise<void> {
  const file = await files.open(temporary, flags, 0o600)
  try {
    try {
      for (const part of parts) await writeAll(file, part)
      await file.datasync()
    } finally {
      await file.close()
    }
    await files.rename(temporary, path)
  } catch (error) {
    await files.rm(temporary, { force: true }).catch(() => undefined) // the first failure is the one to tell
    throw error
  }
}
