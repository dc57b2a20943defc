import { expect, test } from 'vitest'
import { BoundedMemoryLimiter } from './bounded-memory-limiter.ts'

test('it remembers so many clients and no more: the one not seen for longest is forgotten', async () => {
  const limiter = new BoundedMemoryLimiter({ points: 2, duration: 60, keyPrefix: 'test' }, 1_000)
  const left = async (client: string): Promise<number> => (await limiter.consume(client)).remainingPoints
  expect(await left('first')).toBe(1)
  for (let client = 0; client < 999; client++) await left(`client ${client}`)
  expect(await left('first')).toBe(0)
  expect(limiter.clientCount).toBe(1_000)
  for (let client = 0; client < 5_000; client++) await left(`later ${client}`)
  expect(limiter.clientCount).toBe(1_000)
  expect(await left('first')).toBe(1)
})
