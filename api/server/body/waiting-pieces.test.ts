import { expect, test } from 'vitest'
import { WaitingPieces } from './waiting-pieces.ts'

const bytesOf = (pieces: WaitingPieces) => {
  const taken: Uint8Array[] = []
  for (let piece = pieces.take(); piece !== undefined; piece = pieces.take()) taken.push(piece)
  return taken
}

test('gives back what was added, in order, however it was cut', () => {
  const pieces = new WaitingPieces()
  const all: number[] = []
  for (const size of [1, 5000, 3, 20_000, 1, 1, 16_384, 16_383, 2, 100_000]) {
    const piece = Uint8Array.from({ length: size }, (_, index) => (size + index) % 251)
    all.push(...piece)
    pieces.add(piece)
    piece.fill(0)
  }
  expect(pieces.bytes).toBe(all.length)
  expect(Buffer.concat(bytesOf(pieces)).equals(Buffer.from(all))).toBe(true)
  expect(pieces.bytes).toBe(0)
})

test('a body of single bytes costs no more than twice itself', () => {
  const pieces = new WaitingPieces()
  for (let index = 0; index < 100_000; index++) pieces.add(Uint8Array.of(index))
  const buffers = new Set(bytesOf(pieces).map(({ buffer }) => buffer))
  const costBytes = [...buffers].reduce((sum, { byteLength }) => sum + byteLength, 0)
  expect(buffers.size).toBeLessThan(10)
  expect(costBytes).toBeLessThan(200_000)
})

test('one piece alone takes up what it is long', () => {
  const pieces = new WaitingPieces()
  pieces.add(new Uint8Array(300))
  expect(bytesOf(pieces)[0]?.buffer.byteLength).toBe(300)
})
