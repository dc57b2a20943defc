import { expect, test } from 'vitest'
import { coalesced } from './coalesced.ts'

test('calls made during a run share one run that starts after it', async () => {
  let runs = 0
  const call = coalesced(async () => {
    runs++
    await new Promise((resolve) => setTimeout(resolve, 5))
  })
  const first = call()
  await Promise.all([first, call(), call(), call()])
  expect(runs).toBe(2)
})

test('a run that fails rejects its own callers and lets the next run go ahead', async () => {
  let runs = 0
  const call = coalesced(() => (++runs === 1 ? Promise.reject(new Error('first')) : Promise.resolve()))
  const [first, second] = await Promise.allSettled([call(), call()])
  expect(first.status).toBe('rejected')
  expect(second.status).toBe('fulfilled')
})

test('every call gets the value of a run that began after it', async () => {
  let written = 0
  const call = coalesced(async () => {
    const read = written
    await new Promise((resolve) => setTimeout(resolve, 2))
    return read
  })
  const calls = Array.from({ length: 5 }, async (_, i) => {
    written = i + 1
    expect(await call()).toBeGreaterThanOrEqual(i + 1)
  })
  await Promise.all(calls)
})

test('runs keep their distance, the first one begins at once', async () => {
  const begunAtMs: number[] = []
  const call = coalesced(() => Promise.resolve(void begunAtMs.push(performance.now())), 30)
  const first = call()
  expect(begunAtMs).toHaveLength(1)
  await first
  await Promise.all([call(), call()])
  expect(begunAtMs).toHaveLength(2)
  expect((begunAtMs[1] ?? 0) - (begunAtMs[0] ?? 0)).toBeGreaterThanOrEqual(28)
})
