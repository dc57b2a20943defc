// Memory that threads share, as blocks are made in it.

/** New memory has this much more than was asked for: the next block, which gets it, may be a little larger. */
const spareShare = 1.1

/** `memory` if it holds `byteCount` bytes, else new memory with some to spare. */
export function sharedMemory(byteCount: number, memory?: SharedArrayBuffer): SharedArrayBuffer {
  if (memory !== undefined && memory.byteLength >= byteCount) return memory
  return new SharedArrayBuffer(Math.ceil(byteCount * spareShare))
}
