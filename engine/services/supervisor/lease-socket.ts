// The Unix socket of a service's supervisor, which binds it in its working directory.
import type { Socket } from 'node:net'
import { connectSocket } from '../../socket/connect-socket.ts'

export const leaseSocketName = 'supervisor.sock'

/** Rejects with the system's error (`ENOENT`, `ECONNREFUSED`) if no supervisor listens in `serviceDir`. */
export function connectLeaseSocket(serviceDir: string): Promise<Socket> {
  return connectSocket(serviceDir, leaseSocketName)
}
