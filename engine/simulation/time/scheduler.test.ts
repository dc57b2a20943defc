import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { Scheduler } from './scheduler.ts'
import { SeededRandom } from './seeded-random.ts'
import { SimulatedProcess } from './simulated-process.ts'
import { installVirtualTimers } from './virtual-timers.ts'

const newScheduler = (): Scheduler => new Scheduler(new SeededRandom(['test']))
const never = (): boolean => false

test('events come in the order of time, however they were asked for', async () => {
  const scheduler = newScheduler()
  const seen: number[] = []
  for (const delayMs of [30, 10, 20]) scheduler.after(delayMs, undefined, () => seen.push(delayMs))
  await scheduler.runUntil(never, 10)
  expect(seen).toEqual([10, 20, 30])
  expect(scheduler.nowMs).toBe(30)
})

test('a process that is dead is told nothing, and what the system was at is settled', async () => {
  const scheduler = newScheduler()
  const process = new SimulatedProcess(1, 'one')
  const seen: string[] = []
  scheduler.after(
    5,
    process,
    () => seen.push('told'),
    () => seen.push('cut short'),
  )
  scheduler.after(9, undefined, () => seen.push('the world goes on'))
  scheduler.forget(process)
  process.end()
  scheduler.after(1, process, () => seen.push('told after its death'))
  await scheduler.runUntil(never, 10)
  expect(seen).toEqual(['cut short', 'the world goes on'])
})

test('timers and clocks are virtual while they are installed, and a sleep can be aborted', async () => {
  const scheduler = newScheduler()
  const uninstall = installVirtualTimers(scheduler)
  const seen: string[] = []
  try {
    const abort = new AbortController()
    setTimeout(() => seen.push('an hour'), 3_600_000)
    clearTimeout(setTimeout(() => seen.push('cleared'), 1))
    sleep(60_000, undefined, { signal: abort.signal }).catch(() => seen.push('aborted'))
    void sleep(10).then(() => abort.abort())
    await scheduler.runUntil(never, 10)
    expect(performance.now()).toBeGreaterThanOrEqual(3_600_000)
  } finally {
    uninstall()
  }
  expect(seen).toEqual(['aborted', 'an hour'])
  expect(performance.now()).toBeLessThan(3_600_000)
})
