// Clears away what killed publishers have left, when nobody watches the folder who would.
import { readdir } from 'node:fs/promises'
import { connectPublisher } from './connect-publisher.ts'
import { socketSuffix } from './socket-suffix.ts'

export async function removeDeadSockets(dir: string): Promise<void> {
  for (const name of await readdir(dir)) {
    if (!name.endsWith(socketSuffix)) continue
    const living = await connectPublisher(dir, name)
    living?.destroy()
  }
}
