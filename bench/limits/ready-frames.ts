// The limit L: blocks that are ready, inserted a few at a time with nothing else running. No pipeline that hands the server
// these blocks can be faster.
import type { Block } from '@millrace/engine/block/block.ts'
import type { FrameOptions } from '@millrace/engine/produce/frame-maker.ts'
import { defaultBatchRows } from '@millrace/engine/seed/default-batch-rows.ts'
import type { Warehouse } from '@millrace/engine/warehouse/warehouse.ts'
import type { Arena, Contender, Measured } from '../end-to-end/contender.ts'
import { readyBlocks } from './ready-blocks.ts'

/** Memory that frames may take: where those of all rows would take more, the ones that there are go round. */
export const frameBytesMax = 1024 ** 3

export interface ReadyFramesOptions {
  readonly produce: FrameOptions
  /** Default: as many as seeding takes. */
  readonly batchRows?: number
  readonly insertsInFlight?: number
  /** Default 1 GiB. */
  readonly frameBytesMax?: number
}

/** Frames are made before each measurement and forgotten after it: kept, they would be memory that others are short of. */
export function readyFrames(options: ReadyFramesOptions): Contender {
  const { format, encoding } = options.produce
  const { insertsInFlight = 4 } = options
  return {
    id: `limit ${format} ${encoding}`,
    kind: 'limit',
    title: `ready-made ${format} blocks (${encoding}), ${insertsInFlight} inserts at once, nothing else`,
    format,
    prepare: () => Promise.resolve(undefined),
    async measure(arena): Promise<Measured> {
      const { batchRows = defaultBatchRows(arena.dataset) } = options
      const blocks = await framesFor(arena, { ...options, batchRows })
      const cpu = process.cpuUsage()
      const startedAtMs = performance.now()
      const rows = await insertRows(arena.warehouse, blocks, arena.rows, insertsInFlight)
      const seconds = (performance.now() - startedAtMs) / 1000
      const { user, system } = process.cpuUsage(cpu)
      return {
        rows,
        seconds,
        programCpuSeconds: (user + system) / 1e6,
        details: { settings: { workers: 0, batchRows, insertsInFlight } },
      }
    },
  }
}

async function framesFor(arena: Arena, options: ReadyFramesOptions & { batchRows: number }): Promise<Block[]> {
  const { dataset, rows } = arena
  const { produce, batchRows, frameBytesMax: bytesMax = frameBytesMax } = options
  const blocks: Block[] = []
  let bytes = 0
  for await (const block of readyBlocks({ dataset, rows, batchRows, produce })) {
    bytes += block.frame.byteLength
    if (bytes > bytesMax && blocks.length > 0) break
    blocks.push(block)
  }
  return blocks
}

/**
 * A few at a time, and nothing else, until so many rows are in: as many as seeding brings, or merges and fresh memory for the
 * server's files would cost it more than this. Resolves with their number.
 */
export async function insertRows(
  warehouse: Warehouse,
  blocks: readonly Block[],
  rows: number,
  insertsInFlight: number,
): Promise<number> {
  let begunRows = 0
  let begun = 0
  const lanes = Array.from({ length: insertsInFlight }, async () => {
    while (begunRows < rows) {
      const number = begun++
      const block = blocks[number % blocks.length]
      if (block === undefined) throw new RangeError('there are no blocks to insert')
      begunRows += block.header.rowCount
      // A table takes a token once.
      const token = `${block.header.token}/${Math.floor(number / blocks.length)}`
      await warehouse.insertBlock({ ...block, header: { ...block.header, token } })
    }
  })
  await Promise.all(lanes)
  return begunRows
}
