// Connects to a Unix socket by its folder and name, however long the folder's path is.
import { createConnection, type Socket } from 'node:net'
import { join } from 'node:path'
import { openSocketFolder } from './socket-folder.ts'

/** Rejects with the system's error: `ENOENT` when it is not there, `ECONNREFUSED` when nobody listens any more. */
export async function connectSocket(dir: string, name: string): Promise<Socket> {
  const folder = openSocketFolder(dir)
  try {
    return await new Promise((resolve, reject) => {
      const socket = createConnection(join(folder.path, name))
      socket.once('error', reject)
      socket.once('connect', () => {
        socket.off('error', reject)
        resolve(socket)
      })
    })
  } finally {
    folder.close()
  }
}
