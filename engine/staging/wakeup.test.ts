import { expect, test } from 'vitest'
import { Wakeup } from './wakeup.ts'

const longMs = 60_000

test('a wake-up ends every sleep', async () => {
  const wakeup = new Wakeup()
  const sleeps = [wakeup.sleep(longMs), wakeup.sleep(longMs)]
  wakeup.wake()
  await Promise.all(sleeps)
})

test('a wake-up that comes first ends the next sleep, and only that one', async () => {
  const wakeup = new Wakeup()
  wakeup.wake()
  await wakeup.sleep(longMs)
  const startedAt = performance.now()
  await wakeup.sleep(20)
  expect(performance.now() - startedAt).toBeGreaterThan(15)
})
