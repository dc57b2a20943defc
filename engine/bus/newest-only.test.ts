import { expect, test } from 'vitest'
import { newestOnly } from './newest-only.ts'
import { testSnapshot } from './testing/test-snapshot.ts'

test('of each pipeline, only what is newer than before passes', () => {
  const passed: string[] = []
  const take = newestOnly(({ id, sequence }) => passed.push(`${id}${sequence}`))
  for (const [id, sequence] of [
    ['a', 0],
    ['b', 5],
    ['a', 0],
    ['a', 2],
    ['a', 1],
    ['b', 4],
    ['b', 6],
  ] as const) {
    // prettier-ignore
    take(testSnapshot(id, sequence))
  }
  expect(passed).toEqual(['a0', 'b5', 'a2', 'b6'])
})

test('after very many pipelines, those that still tell of themselves are remembered', () => {
  const passed: string[] = []
  const take = newestOnly(({ id, sequence }) => passed.push(`${id}${sequence}`))
  for (let index = 0; index < 15_000; index++) {
    take(testSnapshot(`x${index} `, 0))
    take(testSnapshot('a', index))
  }
  take(testSnapshot('a', 14_999))
  expect(passed.filter((each) => each === 'a14999')).toHaveLength(1)
})
