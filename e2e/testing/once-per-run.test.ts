import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { oncePerRun } from './once-per-run.ts'

test('is made once, and nobody goes on before it is there', async () => {
  const seen: string[] = []
  const make = async () => {
    await sleep(100)
    seen.push('made')
  }
  const ask = () => oncePerRun('of-this-test', make).then(() => seen.push('has it'))
  await Promise.all([ask(), ask(), ask()])
  expect(seen).toEqual(['made', 'has it', 'has it', 'has it'])
})

test('what fails fails for all, and is not tried again', async () => {
  let tries = 0
  const ask = () =>
    oncePerRun('that-fails', () => {
      tries++
      return Promise.reject(new Error('no disk'))
    })
  const outcomes = await Promise.allSettled([ask(), ask()])
  await expect(ask()).rejects.toThrow('"that-fails", which is made once for the run, failed: no disk')
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected'])
  expect(tries).toBe(1)
})
