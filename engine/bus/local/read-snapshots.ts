// Reads snapshots off a publisher's connection, and ends it when something else comes.
import type { Socket } from 'node:net'
import { parseSnapshot } from '../parse-snapshot.ts'
import type { PipelineSnapshot } from '../pipeline-snapshot.ts'

/** Far more than a snapshot has. */
const lineCharactersMax = 65_536

export interface SnapshotReader {
  onSnapshot(snapshot: PipelineSnapshot): void
  /** What came is no snapshot: the connection is ended. */
  onGarbage(): void
}

export function readSnapshots(socket: Socket, reader: SnapshotReader): void {
  let rest = ''
  const refuse = (): void => {
    socket.destroy()
    reader.onGarbage()
  }
  socket.setEncoding('utf8')
  socket.on('data', (text) => {
    const lines = (rest + text.toString()).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      const snapshot = parseSnapshot(line)
      if (snapshot === undefined) {
        refuse()
        return
      }
      reader.onSnapshot(snapshot)
      if (socket.destroyed) return // the subscriber has had enough
    }
    if (rest.length > lineCharactersMax) refuse()
  })
}
