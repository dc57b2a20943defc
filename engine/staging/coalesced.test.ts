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
