// The Unix socket of a service's supervisor. A socket's path may have 107 bytes only and DATA_DIR may be longer, so nobody
// uses its full path: the supervisor binds it in its working directory, a client goes through a descriptor of the folder.
import { closeSync, openSync } from 'node:fs'
import { createConnection, type Socket } from 'node:net'
import { join } from 'node:path'

export const leaseSocketName = 'supervisor.sock'

/** Rejects with the system's error (`ENOENT`, `ECONNREFUSED`) if no supervisor listens in `serviceDir`. */
export async function connectLeaseSocket(serviceDir: string): Promise<Socket> {
  const descriptor = process.platform === 'linux' ? openSync(serviceDir, 'r') : undefined
  const folder = descriptor === undefined ? serviceDir : `/proc/self/fd/${descriptor}`
  try {
    return await new Promise((resolve, reject) => {
      const socket = createConnection(join(folder, leaseSocketName))
      socket.once('error', reject)
      socket.once('connect', () => {
        socket.off('error', reject)
        resolve(socket)
      })
    })
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}
