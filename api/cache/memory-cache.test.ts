import { expect, test } from 'vitest'
import { describeCache } from './cache.contract.ts'
import { MemoryCache } from './memory-cache.ts'

describeCache('in memory', () => {
  let nowMs = 1_700_000_000_000
  const cache = new MemoryCache({ nowMs: () => nowMs })
  const pass = (milliseconds: number): Promise<void> => {
    nowMs += milliseconds
    return Promise.resolve()
  }
  return Promise.resolve({ cache, pass })
})

test('it holds so many bytes and no more; what was asked for longest ago goes first', async () => {
  const cache = new MemoryCache({ bytesMax: 100_000 })
  const answer = { body: 'x'.repeat(10_000), madeAtMs: 1 }
  for (const key of ['a', 'b', 'c', 'd']) await cache.set(key, answer, 60_000)
  await cache.get('a')
  await cache.set('e', answer, 60_000)
  const kept = await Promise.all(['a', 'b', 'c', 'd', 'e'].map((key) => cache.get(key)))
  expect(kept.map((each) => each !== undefined)).toEqual([true, false, true, true, true])
})

test('an answer that is larger than all there is is not kept', async () => {
  const cache = new MemoryCache({ bytesMax: 100_000 })
  await cache.set('small', { body: '1', madeAtMs: 1 }, 60_000)
  await cache.set('large', { body: 'x'.repeat(60_000), madeAtMs: 1 }, 60_000)
  expect(await cache.get('large')).toBeUndefined()
  expect(await cache.get('small')).toBeDefined()
})
