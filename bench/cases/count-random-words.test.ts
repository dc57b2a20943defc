import { expect, test } from 'vitest'
import { RandomWords } from '@millrace/engine/generate/random-words.ts'
import { countRandomWords } from './count-random-words.ts'

test('words of all streams are counted, and are the same as ever', () => {
  const words = new Uint32Array(4)
  const draw = (count: number): void => {
    const random = new RandomWords(words)
    random.start(['stream'])
    random.next(count)
  }
  draw(3)
  const drawn = [...words]
  words.fill(0)
  expect(countRandomWords(() => [3, 4].forEach(draw))).toBe(7)
  expect([...words.subarray(0, 3)]).toEqual(drawn.slice(0, 3))
})

test('nothing is counted afterwards, even when the work fails', () => {
  const { prototype } = RandomWords
  const before = Reflect.get(prototype, 'next')
  const failing = (): void => {
    throw new Error('failed')
  }
  expect(() => countRandomWords(failing)).toThrow('failed')
  expect(Reflect.get(prototype, 'next')).toBe(before)
})
