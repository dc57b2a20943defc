// A few blocks as seeding makes and stages them, ready-made, for the stages that only hand them on.
import type { Block, BlockFormat } from '@millrace/engine/block/block.ts'
import { readyBlocks } from '../limits/ready-blocks.ts'
import type { Arena } from '../end-to-end/contender.ts'

export interface StageBlocks {
  /** As in the names of what is measured. */
  readonly formatName: 'RowBinary' | 'Native'
  /** Rows of each. */
  readonly batchRows: number
  readonly meanFrameBytes: number
  readonly meanEncodedBytes: number
  /** The next one, and after the last the first; each is told apart from all others by its token. */
  readonly next: () => Block
}

const blockCount = 16
const formatNames = { rowbinary: 'RowBinary', native: 'Native' } as const

/**
 * The first blocks of a run of as many rows as the bench is about: how much time a block spans decides what its rollups
 * cost. All are of `batchRows` rows.
 */
export async function stageBlocks(
  { dataset, rows }: Pick<Arena, 'dataset' | 'rows'>,
  format: BlockFormat,
  batchRows: number,
): Promise<StageBlocks> {
  const blocks: Block[] = []
  const produce = { format, encoding: 'lz4' } as const
  for await (const block of readyBlocks({
    dataset,
    rows: Math.max(rows, blockCount * batchRows),
    batchRows,
    produce,
  })) {
    if (blocks.push(block) === blockCount) break
  }
  let taken = 0
  return {
    formatName: formatNames[format],
    batchRows,
    meanFrameBytes: mean(blocks.map(({ frame }) => frame.byteLength)),
    meanEncodedBytes: mean(blocks.map(({ header }) => header.encodedBytes)),
    next() {
      const block = blocks[taken % blocks.length]
      if (block === undefined) throw new RangeError('no blocks were made')
      const { header, frame } = block
      return { header: { ...header, token: `${header.token}/${taken++}` }, frame }
    },
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
