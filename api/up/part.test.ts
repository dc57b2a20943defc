import { afterEach, expect, onTestFinished, test } from 'vitest'
import { failureOf } from '@millrace/engine/testing/failure-of.ts'
import { Part } from './part.ts'

let told: string[] = []
let lines: string[] = []
afterEach(() => {
  told = []
  lines = []
})

const forever = "process.on('SIGTERM', () => process.exit()); setInterval(() => {}, 1000); console.log('up')"

function part(script: string, more: { soundAfterMs?: number; stopMsMax?: number } = {}): Part {
  const { soundAfterMs = 60_000, stopMsMax = 10_000 } = more
  const made = new Part({
    name: 'thing',
    program: { arguments: ['-e', script], environment: process.env, stopMsMax },
    onLine: (line) => lines.push(line),
    notify: (message) => told.push(message),
    firstPauseMs: 1,
    soundAfterMs,
  })
  onTestFinished(() => made.stop())
  return made
}

const isAlive = (processId: number | undefined): boolean => {
  try {
    return process.kill(processId ?? 0, 0)
  } catch {
    return false
  }
}

test('what dies five times soon after its start is given up, with the reason', async () => {
  const failure = await failureOf(part("console.log('out'); console.error('err'); process.exitCode = 3").run())
  expect(failure.code).toBe('SERVICE_FAILED')
  expect(failure.message).toMatch(/thing died 5 times, .*within a minute.*exit code 3/)
  expect(lines.toSorted()).toEqual([...Array<string>(5).fill('err'), ...Array<string>(5).fill('out')])
  expect(told.filter((line) => line.includes('started again'))).toEqual([
    'thing ended (exit code 3); it is started again in 0.001 s',
    'thing ended (exit code 3); it is started again in 0.002 s',
    'thing ended (exit code 3); it is started again in 0.004 s',
    'thing ended (exit code 3); it is started again in 0.008 s',
  ])
})

test('what says that it is configured badly is not tried again', async () => {
  expect((await failureOf(part('process.exitCode = 2').run())).code).toBe('CONFIG')
  expect(told.filter((line) => line.includes('started again'))).toEqual([])
})

test('what has lived long enough is started again however often it dies', async () => {
  const dying = part('process.exitCode = 1', { soundAfterMs: 0 })
  void dying.run()
  const deaths = (): number => told.filter((line) => line.includes('started again in 0.001 s')).length
  await expect.poll(deaths, { timeout: 30_000 }).toBeGreaterThan(6)
})

test('a killed one comes back, and stop ends it for good', async () => {
  const kept = part(forever)
  const running = kept.run()
  await expect.poll(() => lines, { timeout: 10_000 }).toEqual(['up'])
  const first = kept.processId ?? 0
  process.kill(first, 'SIGKILL')
  await expect.poll(() => lines, { timeout: 10_000 }).toEqual(['up', 'up'])
  const second = kept.processId
  expect(second).not.toBe(first)
  await kept.stop()
  await running
  expect(isAlive(second)).toBe(false)
})

test('one that does not end when it is asked is killed', async () => {
  const stubborn = part(
    "process.on('SIGTERM', () => console.log('no')); setInterval(() => {}, 1000); console.log('up')",
    {
      stopMsMax: 300,
    },
  )
  void stubborn.run()
  await expect.poll(() => lines, { timeout: 10_000 }).toEqual(['up'])
  const { processId } = stubborn
  await stubborn.stop()
  expect(lines).toEqual(['up', 'no'])
  expect(isAlive(processId)).toBe(false)
})
