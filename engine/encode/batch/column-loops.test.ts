import fc from 'fast-check'
import { expect, test } from 'vitest'
import { copyWritten, createByteSink, writeByte, writeBytes } from '../rowbinary/byte-sink.ts'
import { chunksOf, type Chunks } from './chunks.ts'
import { ColumnLoops } from './column-loops.ts'

const rowCountMax = 3_000

function chunksFrom(values: readonly Uint8Array[]): Chunks {
  return chunksOf(values.length, (sink, value) => writeBytes(sink, values[value] ?? new Uint8Array()))
}

function written(append: (sink: ReturnType<typeof createByteSink>) => void): Buffer {
  const sink = createByteSink(4)
  writeByte(sink, 7)
  append(sink)
  expect(sink.bytes[0]).toBe(7)
  return Buffer.from(copyWritten(sink)).subarray(1)
}

const numbers = (max: number) => fc.array(fc.nat({ max }), { minLength: 1, maxLength: rowCountMax })
const pools = fc.oneof(
  fc.array(fc.uint8Array({ maxLength: 70 }), { minLength: 1 }),
  fc
    .constantFrom(1, 2, 4, 8, 16)
    .chain((width) => fc.array(fc.uint8Array({ minLength: width, maxLength: width }), { minLength: 1 })),
)

test('appends the chunk of each row, whatever their lengths, and wherever a row has its code', () => {
  const sharing = fc.constantFrom('row', 'session', 'nullable' as const)
  fc.assert(
    fc.property(pools, numbers(1e6), numbers(1e6), sharing, (values, picks, pickedSlots, how) => {
      const codes = Uint32Array.from(picks, (pick) => pick % values.length)
      const slots =
        how === 'row'
          ? Uint32Array.from(codes, (_, row) => row)
          : Uint32Array.from(pickedSlots, (slot) => slot % codes.length)
      const nulls = how === 'nullable' ? Uint8Array.from(codes, (_, slot) => (slot % 3 === 0 ? 1 : 0)) : undefined
      const nullCode = values.length - 1
      const loops = new ColumnLoops(rowCountMax)
      const chunks = loops.place(chunksFrom(values))
      loops.start()
      loops.takeCodes({ codes, slots, slotPer: how === 'row' ? 'row' : 'session', nulls, nullCode }, slots.length)
      const expected = Buffer.concat(
        Array.from(slots, (slot) => values[nulls?.[slot] === 1 ? nullCode : (codes[slot] ?? 0)] ?? new Uint8Array()),
      )
      expect(written((sink) => loops.appendChunks(sink, chunks, slots.length)).equals(expected)).toBe(true)
      expect(loops.chunksBytes(chunks, slots.length)).toBe(expected.byteLength)
    }),
  )
})

test('lengths become the sums up to each, over all rows, and from 0 in the next column', () => {
  const lists = fc.array(fc.array(fc.nat()), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(lists, numbers(1e6), (values, picks) => {
      const codes = Uint32Array.from(picks, (pick) => pick % values.length)
      const loops = new ColumnLoops(rowCountMax)
      const chunks = loops.place(
        chunksFrom(values.map((list) => new Uint8Array(BigUint64Array.from(list, BigInt).buffer))),
      )
      let sum = 0n
      const sums = [...codes].flatMap((code) => values[code] ?? []).map((length) => (sum += BigInt(length)))
      const expected = new Uint8Array(BigUint64Array.from(sums).buffer)
      for (let column = 0; column < 2; column++) {
        loops.start()
        loops.takeCodes({ codes, slots: codes, slotPer: 'row', nullCode: 0 }, codes.length)
        const appended = written((sink) => loops.appendChunks(sink, chunks, codes.length, true))
        expect(appended.equals(expected)).toBe(true)
      }
    }),
  )
})

test('appends the UUID of each row’s slot, of whichever batch', () => {
  const loops = new ColumnLoops(rowCountMax)
  for (const seed of [1, 2]) {
    const words = Uint32Array.from({ length: 4 * 500 }, (_, i) => i * seed * 2_654_435_761)
    const slots = Uint32Array.from({ length: rowCountMax }, (_, row) => (row * seed) % 500)
    const expected = Array.from(slots, (slot) => [...words.subarray(slot * 4, slot * 4 + 4)]).flat()
    loops.start()
    const appended = written((sink) => loops.appendUuids(sink, words, slots, rowCountMax))
    expect(appended.equals(new Uint8Array(Uint32Array.from(expected).buffer))).toBe(true)
  }
})

test('a chunk that is longer than the room for many is copied whole', () => {
  const values = [Buffer.alloc(100_000, 'long'), Buffer.from('short')]
  const loops = new ColumnLoops(10)
  const chunks = loops.place(chunksFrom(values))
  const codes = Uint32Array.of(0, 1, 0, 0, 1)
  loops.start()
  loops.takeCodes({ codes, slots: codes, slotPer: 'row', nullCode: 0 }, 5)
  const expected = Buffer.concat(Array.from(codes, (code) => values[code] ?? Buffer.alloc(0)))
  expect(written((sink) => loops.appendChunks(sink, chunks, 5)).equals(expected)).toBe(true)
})

test('more memory than there can be is refused', () => {
  const loops = new ColumnLoops(2 ** 27)
  expect(() =>
    loops.takeCodes({ codes: new Uint32Array(1), slots: new Uint32Array(1), slotPer: 'row', nullCode: 0 }, 1),
  ).toThrow('more than a module can have')
})
