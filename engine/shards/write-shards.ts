// Has the batches of shards made by the pool, a few ahead of what is being written, and written in their order. Shards are
// written one after the other, so that every worker is busy however few there are, and whoever stops it loses one shard's
// work at most.
import type { PiecePool } from './piece-pool.ts'
import type { Piece } from './piece-producer.ts'
import type { Shard } from './shard-batches.ts'
import type { ShardWriter } from './shard-writer.ts'

export interface WriteShardsOptions {
  readonly shards: readonly Shard[]
  readonly pool: Pick<PiecePool, 'produce' | 'reuse'>
  /** Pieces in memory at the same time. */
  readonly piecesMax: number
  readonly openWriter: (shard: Shard) => Promise<ShardWriter>
  readonly onPiece: (piece: Piece) => void
  readonly onShard: (shard: Shard, writtenBytes: number) => void
  readonly signal: AbortSignal
}

/** Resolves when every shard is there, or when `signal` aborts: a shard that was not whole then has left nothing. */
export async function writeShards(options: WriteShardsOptions): Promise<void> {
  const batches = batchesOf(options.shards)
  const ahead: Promise<Piece>[] = []
  const refill = (): void => {
    while (ahead.length < options.piecesMax && !options.signal.aborted) {
      const { value: batch, done } = batches.next()
      if (done === true) return
      const piece = options.pool.produce(batch)
      piece.catch(() => undefined) // whoever takes it hears of it
      ahead.push(piece)
    }
  }
  const nextPiece = async (): Promise<Piece | undefined> => {
    refill()
    return ahead.shift()
  }
  try {
    for (const shard of options.shards) {
      if (options.signal.aborted) return
      await writeShard(shard, nextPiece, options)
    }
  } finally {
    await Promise.allSettled(ahead)
  }
}

async function writeShard(
  shard: Shard,
  nextPiece: () => Promise<Piece | undefined>,
  { openWriter, pool, onPiece, onShard, signal }: WriteShardsOptions,
): Promise<void> {
  const writer = await openWriter(shard)
  try {
    for (let batch = shard.firstBatch; batch < shard.endBatch; batch++) {
      const piece = await nextPiece()
      if (piece === undefined || signal.aborted) {
        await writer.discard()
        return
      }
      await writer.append(piece.bytes, piece.batch)
      onPiece(piece)
      pool.reuse(piece)
    }
    onShard(shard, await writer.finish())
  } catch (error) {
    await writer.discard().catch(() => undefined) // the first failure is the one to tell
    throw error
  }
}

function* batchesOf(shards: readonly Shard[]): Generator<number, void> {
  for (const { firstBatch, endBatch } of shards) {
    for (let batch = firstBatch; batch < endBatch; batch++) yield batch
  }
}
