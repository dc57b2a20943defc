import { expect, test } from 'vitest'
import { stagedBytesGate } from './staged-bytes-gate.ts'

function stagingOf(bytes: { staged: number }) {
  let asked = 0
  return {
    asked: () => asked,
    backlog: () => {
      asked++
      return Promise.resolve({ blocks: 1, bytes: bytes.staged })
    },
  }
}

async function isPending(promise: Promise<void>, forMs: number): Promise<boolean> {
  return Promise.race([
    promise.then(() => false),
    new Promise<boolean>((resolve) => setTimeout(() => resolve(true), forMs)),
  ])
}

test('lets through while below the bound, counting what has come through since it asked', async () => {
  const bytes = { staged: 0 }
  const gate = stagedBytesGate(stagingOf(bytes), (staged) => staged >= 100)
  await gate.enter(60)
  await gate.enter(60)
  bytes.staged = 120
  const third = gate.enter(60)
  expect(await isPending(third, 400)).toBe(true)
  bytes.staged = 99
  await third
})

test('asks for the staged amount at most four times a second', async () => {
  const staging = stagingOf({ staged: 1000 })
  const gate = stagedBytesGate(staging, (staged) => staged >= 10)
  const stop = new AbortController()
  const waiting = Promise.allSettled(Array.from({ length: 20 }, () => gate.enter(1, stop.signal)))
  await new Promise((resolve) => setTimeout(resolve, 600))
  stop.abort(new Error('enough'))
  expect(
    (await waiting).every((result) => result.status === 'rejected' && String(result.reason).includes('enough')),
  ).toBe(true)
  expect(staging.asked()).toBeLessThanOrEqual(3)
})

test('a staging that cannot be asked rejects the one who waits and nobody after', async () => {
  let fails = true
  const gate = stagedBytesGate(
    {
      backlog: () => {
        if (!fails) return Promise.resolve({ blocks: 0, bytes: 0 })
        fails = false
        return Promise.reject(new Error('away'))
      },
    },
    (staged) => staged >= 10,
  )
  await expect(gate.enter(1)).rejects.toThrow('away')
  await gate.enter(1)
})
