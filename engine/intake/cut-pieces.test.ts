import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { cutPieces, type BodyPiece } from './cut-pieces.ts'

const limits = { pieceBytes: 32, arrayBytesMax: 100 }

async function pieces(chunks: readonly string[]): Promise<string[]> {
  const found: string[] = []
  for await (const piece of cutPieces(bodyOf(chunks), undefined, limits)) found.push(textOf(piece))
  return found
}

// eslint-disable-next-line @typescript-eslint/require-await -- a body arrives over time
async function* bodyOf(chunks: readonly string[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield Buffer.from(chunk)
}

function textOf(piece: BodyPiece): string {
  return piece.form === 'long-line' ? '(long)\n' : Buffer.from(piece.bytes).toString()
}

describe('lines', () => {
  const line = fc.string({ maxLength: 50, unit: fc.constantFrom('a', 'b', ' ', '"') })
  const cuts = fc.array(fc.nat(400), { maxLength: 12 })

  test('are cut in the same places however they arrive, and nothing but long lines is left out', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(line, { maxLength: 20 }), fc.boolean(), cuts, async (lines, isEnded, at) => {
        const text = `x${lines.join('\n')}${isEnded ? '\n' : ''}`
        const whole = await pieces([text])
        const places = [0, ...at.filter((place) => place < text.length).sort((a, b) => a - b), text.length]
        const chunks = places.slice(1).map((to, index) => text.slice(places[index], to))
        expect(await pieces(chunks)).toEqual(whole)
        const expected = text
          .split('\n')
          .map((each) => (each.length > limits.pieceBytes ? '(long)' : each))
          .join('\n')
        expect(whole.join('').replace(/\n$/, '')).toBe(expected.replace(/\n$/, ''))
        for (const piece of whole) expect(piece.length).toBeLessThanOrEqual(2 * limits.pieceBytes + 1)
      }),
      { numRuns: 500 },
    )
  })

  test('pieces are as long as they may be', async () => {
    expect(await pieces(['a'.repeat(30), '\nb\ncc\n'])).toEqual([`${'a'.repeat(30)}\nb\n`, 'cc\n'])
  })
})

test('what begins with a bracket is one piece, whatever blanks come before it', async () => {
  expect(await pieces(['\n', ' ', '[1,', '\n2]'])).toEqual(['\n [1,\n2]'])
  await expect(pieces(['[', '1'.repeat(100)])).rejects.toThrow('a JSON array may have 100 bytes')
})

test('blanks before the first line count as lines', async () => {
  expect(await pieces(['\n', '\n', '{}'])).toEqual(['\n\n{}'])
})

test('nothing is no piece', async () => {
  expect(await pieces([])).toEqual([])
  expect(await pieces(['', ' \n'])).toEqual([])
})
