// Makes the names in a folder durable: files that were made, renamed or removed are so after a crash of the machine too.
import type { Files } from './machine.ts'

export async function syncFolder(files: Files, path: string): Promise<void> {
  const folder = await files.open(path, 'r')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}
