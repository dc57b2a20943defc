// Leaves out of a block what another block brought before: parts of requests that were repeated. Frames are left out whole,
// no row is looked at.
//
// The parts of a block that is inserted again are the same each time, because who owns a key never changes: so is what its
// token stands for. Claims are made one after the other, in the order of the blocks, and none after one that failed: so
// several drains come to the same owners, as long as blocks with keys come in one order (Kafka: one partition).
import type { Block } from '../block/block.ts'
import { formatBlockParts, parseBlockParts } from '../block/block-parts.ts'
import { claimKeys } from '../ledger/request-keys.ts'
import { retryWhileAway, type RetryOptions } from '../retry/retry-while-away.ts'
import type { WarehousePort } from '../warehouse/warehouse-port.ts'

export class OwnParts {
  readonly #warehouse: WarehousePort
  readonly #retry: RetryOptions
  #latest: Promise<unknown> = Promise.resolve()

  constructor(warehouse: WarehousePort, retry: RetryOptions) {
    this.#warehouse = warehouse
    this.#retry = retry
  }

  /**
   * The block without what was brought before; undefined when that is all of it. Call it in the order of the blocks.
   * Throws `CORRUPT_RECORD` when the block does not divide as its header says.
   */
  async of(block: Block): Promise<Block | undefined> {
    const { parts, rowCount, token } = block.header
    if (parts === undefined) return block
    const divided = parseBlockParts(parts, block.frame.byteLength, rowCount)
    const keys = divided.map(({ key }) => key)
    const claimed = this.#latest.then(() => retryWhileAway(this.#retry, () => claimKeys(this.#warehouse, keys, token)))
    this.#latest = claimed
    claimed.catch(() => undefined) // whoever asked has it
    return withParts(block, divided, await claimed)
  }
}

function withParts(
  block: Block,
  parts: ReturnType<typeof parseBlockParts>,
  owners: ReadonlyMap<string, string>,
): Block | undefined {
  const { header, frame } = block
  const seen = new Set<string>()
  const kept: typeof parts = []
  const frames: Uint8Array[] = []
  let offset = 0
  for (const part of parts) {
    const { key, frameBytes } = part
    if (owners.get(key) === header.token && !seen.has(key)) {
      kept.push(part)
      frames.push(frame.subarray(offset, offset + frameBytes))
    }
    seen.add(key)
    offset += frameBytes
  }
  if (kept.length === parts.length) return block
  if (kept.length === 0) return undefined
  const ownFrame = Buffer.concat(frames)
  const rowCount = kept.reduce((sum, part) => sum + part.rowCount, 0)
  return {
    header: {
      ...header,
      rowCount,
      crc32: undefined,
      encodedBytes: Math.round((header.encodedBytes * rowCount) / header.rowCount),
      parts: formatBlockParts(kept),
    },
    frame: ownFrame,
  }
}
