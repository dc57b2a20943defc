import { expect, test } from 'vitest'
import { RandomWords } from './random-words.ts'

function words(name: (string | number)[], count: number, chunk = count): number[] {
  const random = new RandomWords(new Uint32Array(chunk))
  random.start(name)
  const all: number[] = []
  for (let filled = 0; filled < count; filled += chunk) {
    all.push(...random.next(chunk))
  }
  return all
}

test('the same name gives the same words, whatever the size of the pieces', () => {
  expect(words(['seed', 7], 64, 8)).toEqual(words(['seed', 7], 64))
})

test('parts of a name are told apart', () => {
  expect(words(['a', 'bc'], 4)).not.toEqual(words(['ab', 'c'], 4))
})

test('bits are even', () => {
  const sample = words(['bits'], 1 << 16)
  for (let bit = 0; bit < 32; bit++) {
    const share = sample.filter((word) => (word >>> bit) & 1).length / sample.length
    expect(Math.abs(share - 0.5)).toBeLessThan(0.01) // five standard deviations
  }
})
