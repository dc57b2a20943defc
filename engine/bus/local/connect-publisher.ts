// Connects to the socket of a publisher, and clears away that of a dead one: a process that was killed leaves its file.
import { rm } from 'node:fs/promises'
import type { Socket } from 'node:net'
import { join } from 'node:path'
import { systemErrorCode } from '../../errors/error-message.ts'
import { connectSocket } from '../../socket/connect-socket.ts'

/** Undefined when nobody listens there, any more or for the moment. Rejects with the system's error otherwise. */
export async function connectPublisher(dir: string, name: string): Promise<Socket | undefined> {
  try {
    return await connectSocket(dir, name)
  } catch (error) {
    switch (systemErrorCode(error)) {
      case 'ECONNREFUSED':
        await rm(join(dir, name), { force: true })
        return undefined
      case 'ENOENT': // it ended meanwhile
      case 'EAGAIN': // it is stopped, and too many wait to be accepted
        return undefined
      default:
        throw error
    }
  }
}
