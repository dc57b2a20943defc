// Memory that goes round: what is done with is used for what comes next, where it has room for it.

/** New memory has this much more than was asked for: the next use of it may need a little more. */
const spareShare = 1.1

/** `memory` if it holds `byteCount` bytes, else new memory with some to spare. */
export function memoryWithRoom<Memory extends ArrayBufferLike>(
  byteCount: number,
  memory: Memory | undefined,
  allocate: (byteCount: number) => Memory,
): Memory {
  if (memory !== undefined && memory.byteLength >= byteCount) return memory
  return allocate(Math.ceil(byteCount * spareShare))
}
