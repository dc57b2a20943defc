import { setTimeout as sleep } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import type { Piece } from './piece-producer.ts'
import type { Shard } from './shard-batches.ts'
import { writeShards } from './write-shards.ts'

const shards: readonly Shard[] = [
  { shard: 0, firstBatch: 0, endBatch: 3, rowCount: 3 },
  { shard: 1, firstBatch: 3, endBatch: 3, rowCount: 0 },
  { shard: 2, firstBatch: 3, endBatch: 8, rowCount: 5 },
]

interface Doing {
  readonly produce?: (batch: number) => Promise<void>
  readonly append?: (batch: number) => void
  readonly signal?: AbortSignal
}

/** What is put in place and what is discarded, and the most pieces that were there at the same time. */
async function write({ produce, append, signal = new AbortController().signal }: Doing) {
  const placed: string[] = []
  const discarded: number[] = []
  let [pieces, piecesSeenMax] = [0, 0]
  const written = writeShards({
    shards,
    pool: {
      async produce(batch): Promise<Piece> {
        piecesSeenMax = Math.max(piecesSeenMax, ++pieces)
        await produce?.(batch)
        return { batch, rowCount: 1, encodedBytes: 1, bytes: Uint8Array.of(batch) }
      },
      reuse() {
        pieces--
      },
    },
    piecesMax: 3,
    openWriter: ({ shard }) => {
      const batches: number[] = []
      return Promise.resolve({
        append(bytes, batch) {
          append?.(batch)
          batches.push(...bytes)
          return Promise.resolve()
        },
        finish() {
          placed.push(`${shard}: ${batches.join(' ')}`)
          return Promise.resolve(batches.length)
        },
        discard() {
          discarded.push(shard)
          return Promise.resolve()
        },
      })
    },
    onPiece: () => undefined,
    onShard: () => undefined,
    signal,
  })
  const failure = await written.catch((error: unknown) => error)
  return { placed, discarded, failure, piecesSeenMax }
}

describe('shards', () => {
  test('have their batches in order, whichever is made first, and no more are made than may be held', async () => {
    const { placed, discarded, piecesSeenMax } = await write({ produce: (batch) => sleep(batch % 2 === 0 ? 20 : 1) })
    expect(placed).toEqual(['0: 0 1 2', '1: ', '2: 3 4 5 6 7'])
    expect(discarded).toEqual([])
    expect(piecesSeenMax).toBe(3)
  })

  test('a batch that fails discards its shard and is told; those before it stay', async () => {
    const broken = new Error('no such batch')
    const result = await write({ produce: (batch) => (batch === 5 ? Promise.reject(broken) : Promise.resolve()) })
    expect(result).toMatchObject({ placed: ['0: 0 1 2', '1: '], discarded: [2], failure: broken })
  })

  test('a write that fails discards its shard and is told', async () => {
    const full = new Error('disk full')
    const result = await write({
      append(batch) {
        if (batch === 1) throw full
      },
    })
    expect(result).toMatchObject({ placed: [], discarded: [0], failure: full })
  })

  test('an interrupted shard leaves nothing, and none is begun after it', async () => {
    const interrupt = new AbortController()
    const result = await write({
      signal: interrupt.signal,
      append(batch) {
        if (batch === 1) interrupt.abort()
      },
    })
    expect(result).toMatchObject({ placed: [], discarded: [0], failure: undefined })
  })
})
