// Memory that threads share, as blocks are made in it.
import { memoryWithRoom } from './memory-with-room.ts'

/** `memory` if it holds `byteCount` bytes, else new memory with some to spare. */
export function sharedMemory(byteCount: number, memory?: SharedArrayBuffer): SharedArrayBuffer {
  return memoryWithRoom(byteCount, memory, (bytes) => new SharedArrayBuffer(bytes))
}
