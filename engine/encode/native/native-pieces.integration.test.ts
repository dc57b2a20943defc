import { array, lowCardinality, nullable, string, uint8 } from '@millrace/schemas/column/types.ts'
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import { describe, expect, it } from 'vitest'
import { testClickHouse } from '../../testing/test-clickhouse.ts'
import { type ByteSink, copyWritten, createByteSink, writeBytes } from '../rowbinary/byte-sink.ts'
import { encodeValue } from '../rowbinary/encode-value.ts'
import { storedAfterInsert } from '../testing/column-server.ts'
import { writeArrayData } from './write-array-data.ts'
import { writeBlockHead, writeColumnHead } from './write-block-head.ts'
import { type DictionaryIndexes, writeLowCardinalityData } from './write-low-cardinality-data.ts'
import { writeNativeBlock } from './write-native-block.ts'
import { writeNullableData } from './write-nullable-data.ts'
import { writeStatePrefix } from './write-state-prefix.ts'

const { url } = await testClickHouse()

// What the bulk encoder relies on, beyond what values ever make of it.
describe('Native, by its pieces', () => {
  it.each<[string, DictionaryIndexes]>([
    ['8', Uint8Array.of(3, 1, 1, 2)],
    ['16', Uint16Array.of(3, 1, 1, 2)],
    ['32', Uint32Array.of(3, 1, 1, 2)],
    // Part of a larger array.
    ['16', Uint16Array.of(9, 3, 1, 1, 2, 9).subarray(1, 5)],
  ])(
    'takes a ready-made dictionary with unused, repeated and unsorted keys, and indexes of %s bits',
    async (_, indexes) => {
      const stored = await store(lowCardinality(string), 4, (sink) => {
        writeLowCardinalityData(sink, texts('unused', 'b', 'b', 'a'), 4, indexes)
      })
      expect(stored).toEqual(['a', 'b', 'b', 'b'])
    },
  )

  it('takes 256 keys with indexes of 8 bits', async () => {
    const keys = Array.from({ length: 256 }, (_, i) => `k${i}`)
    const stored = await store(lowCardinality(string), 256, (sink) => {
      writeLowCardinalityData(
        sink,
        texts(...keys),
        256,
        Uint8Array.from(keys, (_, i) => 255 - i),
      )
    })
    expect(stored).toEqual(keys.reverse())
  })

  it('takes the first key for NULL, whatever it is, and an equal key further on for itself', async () => {
    const stored = await store(lowCardinality(nullable(string)), 3, (sink) => {
      writeLowCardinalityData(sink, texts('x', 'x'), 2, Uint8Array.of(0, 1, 0))
    })
    expect(stored).toEqual([null, 'x', null])
  })

  it('takes a null map over any inner bytes', async () => {
    const stored = await store(nullable(uint8), 3, (sink) => {
      writeNullableData(sink, Uint8Array.of(1, 0, 1), () => writeBytes(sink, Uint8Array.of(7, 8, 9)))
    })
    expect(stored).toEqual([null, '8', null])
  })

  it('takes arrays by their lengths', async () => {
    const stored = await store(array(lowCardinality(string)), 3, (sink) => {
      writeArrayData(sink, Uint32Array.of(2, 0, 1), () => {
        writeLowCardinalityData(sink, texts('', 'p', 'q'), 3, Uint8Array.of(2, 1, 0))
      })
    })
    expect(stored).toEqual(["['q','p']", '[]', "['']"])
  })

  it('takes several blocks in one body, each with a dictionary of its own, and one without rows', async () => {
    const sink = createByteSink()
    const type = lowCardinality(string)
    const blocks = [['a', 'b'], [], ['c'], ['b', 'd', 'a']]
    let n = 0
    for (const values of blocks) {
      const numbers = values.map(() => n++)
      writeNativeBlock(sink, [
        { name: 'c', type, values },
        { name: 'n', type: { kind: 'UInt32' }, values: numbers },
      ])
    }
    expect((await storedAfterInsert(url, type, 'Native', copyWritten(sink))).texts).toEqual([
      'a',
      'b',
      'c',
      'b',
      'd',
      'a',
    ])
  })

  it('refuses columns of different length', () => {
    const columns = [
      { name: 'a', type: uint8, values: [1, 2] },
      { name: 'b', type: uint8, values: [1] },
    ]
    expect(() => writeNativeBlock(createByteSink(), columns)).toThrow('column b has 1 rows, the first 2')
  })
})

async function store(
  type: ColumnType,
  rowCount: number,
  writeData: (sink: ByteSink) => void,
): Promise<(string | null)[]> {
  const sink = createByteSink(0)
  writeBlockHead(sink, 2, rowCount)
  writeColumnHead(sink, 'n', { kind: 'UInt32' })
  writeBytes(sink, new Uint8Array(Uint32Array.from({ length: rowCount }, (_, n) => n).buffer))
  writeColumnHead(sink, 'c', type)
  writeStatePrefix(sink, type)
  writeData(sink)
  return (await storedAfterInsert(url, type, 'Native', copyWritten(sink))).texts
}

function texts(...keys: string[]): Uint8Array {
  return Buffer.concat(keys.map((key) => encodeValue(key, string)))
}
