// Reads a whole file into memory that is there already. Memory that is new for each large file costs a collection of garbage
// every few files, and a page fault every few kilobytes.
import { open } from 'node:fs/promises'
import { memoryWithRoom } from '../concurrency/memory-with-room.ts'

/** As `Files.readFile` of `machine.ts` says. A file that shrinks meanwhile is read to where it ends then. */
export async function readFile(path: string, memory?: ArrayBufferLike): Promise<Uint8Array> {
  const file = await open(path, 'r')
  try {
    const { size } = await file.stat()
    const bytes = new Uint8Array(
      memoryWithRoom<ArrayBufferLike>(size, memory, (room) => new ArrayBuffer(room)),
      0,
      size,
    )
    let length = 0
    while (length < size) {
      const { bytesRead } = await file.read(bytes, length, size - length, length)
      if (bytesRead === 0) break
      length += bytesRead
    }
    return bytes.subarray(0, length)
  } finally {
    await file.close()
  }
}
