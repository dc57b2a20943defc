import { expect, test } from 'vitest'
import { atMost } from './at-most.ts'

const never = new Promise<void>(() => undefined)

test('ends with the work, or without it when that takes too long', async () => {
  const startedAtMs = performance.now()
  await atMost(60_000, Promise.resolve())
  await atMost(20, never)
  expect(performance.now() - startedAtMs).toBeLessThan(10_000)
})

test('fails as the work does', async () => {
  await expect(atMost(60_000, Promise.reject(new Error('broken')))).rejects.toThrow('broken')
})
