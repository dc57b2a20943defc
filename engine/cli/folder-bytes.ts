// How much disk a folder takes.
import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'

const blockBytes = 512

/** 0 when it is not there; files that vanish meanwhile count as nothing, and hard links once for each. */
export async function folderBytes(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => [])
  let bytes = 0
  for (const name of names)
    bytes += ((await lstat(join(folder, name)).catch(() => undefined))?.blocks ?? 0) * blockBytes
  return bytes
}
