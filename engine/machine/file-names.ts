// The names of the files in a folder. Folders and whatever else is there are left out: nobody can read a block from them.
import { readdir } from 'node:fs/promises'

export async function fileNames(dir: string): Promise<string[]> {
  const entries = await readdir(dir, { withFileTypes: true })
  return entries.filter((entry) => entry.isFile()).map(({ name }) => name)
}
