import { expect, test } from 'vitest'
import { rotated } from './rotated.ts'

const list = ['a', 'b', 'c', 'd', 'e', 'f']

test('the first round begins at the beginning, the others further and further on', () => {
  expect([0, 1, 2].map((round) => rotated(list, round, 3).join(''))).toEqual(['abcdef', 'cdefab', 'efabcd'])
})

test('nobody is left out when there are more rounds than contenders, and each comes first as often', () => {
  const firsts = Array.from({ length: 12 }, (_, round) => rotated(list, round, 12)[0])
  for (const each of list) expect(firsts.filter((first) => first === each)).toHaveLength(2)
})

test('of none there is no order', () => {
  expect(rotated([], 1, 3)).toEqual([])
})
