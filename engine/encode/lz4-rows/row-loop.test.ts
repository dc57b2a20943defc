import { decompressFrameSync } from 'lz4-napi'
import { expect, test } from 'vitest'
import type { RowSlots } from '../../generate/column/drawn-column.ts'
import { add, advance, get, load, set, shl, when } from '../../wasm/wat.ts'
import { copyWritten, createByteSink } from '../rowbinary/byte-sink.ts'
import { endWithMatch } from './end-with-match.ts'
import type { RowLoop } from './row-loop.ts'
import { RowLoopSource } from './row-loop-source.ts'
import { blockFrame } from './testing/block-frame.ts'

const lengths = [0, 1, 3, 4, 14, 15, 16, 269, 270, 271, 524, 525, 5_000]
const matches = [4, 5, 18, 19, 20, 273, 274, 275, 528, 529, 5_000]
const rowCountMax = 10
const outBytes = 20_000

const before = Uint8Array.from({ length: 6_000 }, (_, i) => (i * i) >>> 3)
const literals = Uint8Array.from({ length: 5_000 }, (_, i) => i * 7)
const atEnd = new Uint8Array(20).fill(9)

/** Each row is some literals, then a match, if it has bytes. */
interface SequenceRows {
  readonly loop: RowLoop
  readonly drawn: Readonly<Record<'from' | 'literalBytes' | 'matchBytes' | 'distance', Uint32Array>>
}

function sequenceRows(): SequenceRows {
  const source = new RowLoopSource()
  const numbers = (): Uint32Array => new Uint32Array(rowCountMax)
  const drawn = { from: numbers(), literalBytes: numbers(), matchBytes: numbers(), distance: numbers() }
  const slots: RowSlots = { slots: numbers(), slotPer: 'row' }
  const slot = source.slot(slots)
  const valueOf = (array: Uint32Array): string => load('i32.load', source.input(array, slot), shl(slot.number, 2))
  const texts = source.layout.constant(Buffer.concat([before, literals, atEnd]))
  const [literalBytes, matchBytes] = [source.local('literalBytes'), source.local('matchBytes')]
  const step = `
    ${set(literalBytes, valueOf(drawn.literalBytes))}
    (memory.copy ${get('end')} ${add(valueOf(drawn.from), texts)} ${get(literalBytes)})
    ${advance('end', get(literalBytes))}
    ${set(matchBytes, valueOf(drawn.matchBytes))}
    ${when(
      get(matchBytes),
      endWithMatch(source, { literalsEnd: get('end'), bytes: get(matchBytes), distance: valueOf(drawn.distance) }),
    )}
    ${advance('at', add(get(literalBytes), get(matchBytes)))}`
  const loop = source.compile([step], outBytes)
  if (loop === undefined) throw new Error('there is not enough memory')
  return { loop, drawn }
}

test('any number of literals before any match comes back as it was, wherever the loop stopped between', () => {
  const { loop, drawn } = sequenceRows()
  for (const literalBytes of lengths) {
    for (const matchBytes of matches) {
      // The first sequence ends with a match of its own, so that the one that is looked at begins with no literals but its own.
      drawn.from.set([0, before.byteLength, before.byteLength + literals.byteLength])
      drawn.literalBytes.set([before.byteLength, literalBytes, atEnd.byteLength])
      drawn.matchBytes.set([4, matchBytes, 0])
      drawn.distance.set([before.byteLength, 4 + literalBytes + before.byteLength])
      const expected = Buffer.concat([
        before,
        before.subarray(0, 4),
        literals.subarray(0, literalBytes),
        before.subarray(0, matchBytes),
        atEnd,
      ])
      for (const rowsAtOnce of [1, 3]) {
        const sink = createByteSink()
        loop.startBlock()
        let rowBytes = 0
        for (let row = 0; row < 3; row += rowsAtOnce) rowBytes += loop.write(sink, row, row + rowsAtOnce)
        loop.endBlock(sink)
        const read = decompressFrameSync(blockFrame(copyWritten(sink)))
        expect(read.equals(expected), `${literalBytes} literals, ${matchBytes} matched`).toBe(true)
        expect(rowBytes).toBe(expected.byteLength)
      }
    }
  }
})

test('a block without a match is literals, however many there are', () => {
  const { loop, drawn } = sequenceRows()
  drawn.matchBytes.fill(0)
  for (const literalBytes of lengths.filter((bytes) => bytes > 0)) {
    const sink = createByteSink()
    loop.startBlock()
    drawn.from[0] = before.byteLength
    drawn.literalBytes[0] = literalBytes
    loop.write(sink, 0, 1)
    loop.endBlock(sink)
    expect(decompressFrameSync(blockFrame(copyWritten(sink)))).toEqual(Buffer.from(literals.subarray(0, literalBytes)))
  }
})

test('what needs more memory than there can be makes no loop', () => {
  const source = new RowLoopSource()
  source.layout.place(2 ** 31)
  expect(source.compile([], outBytes)).toBeUndefined()
})
