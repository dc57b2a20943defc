import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { LaterCode } from './later-code.svelte.ts'

let tries = 0
let isThere = true
let code: LaterCode<string>

beforeEach(() => {
  vi.useFakeTimers()
  vi.spyOn(console, 'error').mockReturnValue(undefined)
  tries = 0
  isThere = true
  code = new LaterCode('Pipeline', () => {
    tries++
    return isThere ? Promise.resolve('code') : Promise.reject(new TypeError('away'))
  })
})

afterEach(() => {
  code.stop()
  vi.useRealTimers()
  vi.restoreAllMocks()
})

const settle = () => vi.advanceTimersByTimeAsync(0)

test('is loaded once, however often it is asked for', async () => {
  code.ask()
  code.ask()
  await settle()
  code.ask()
  code.retry()
  await settle()
  expect([tries, code.loaded, code.hasFailed]).toEqual([1, 'code', false])
})

test('what failed is tried again, less and less often, until it is there; and said once', async () => {
  isThere = false
  code.ask()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(tries).toBeGreaterThan(5)
  expect(tries).toBeLessThan(20)
  expect([code.loaded, code.hasFailed]).toEqual([undefined, true])
  expect(console.error).toHaveBeenCalledOnce()
  isThere = true
  await vi.advanceTimersByTimeAsync(10_000)
  expect([code.loaded, code.hasFailed]).toEqual(['code', false])
  const triesThen = tries
  await vi.advanceTimersByTimeAsync(60_000)
  expect(tries).toBe(triesThen)
})

test('and at once when it is told to, which asks for nothing that nobody wanted yet', async () => {
  code.retry()
  expect(tries).toBe(0)
  isThere = false
  code.ask()
  await vi.advanceTimersByTimeAsync(30_000)
  isThere = true
  code.retry()
  await settle()
  expect(code.loaded).toBe('code')
})

test('is not tried any more when the page has left it', async () => {
  isThere = false
  code.ask()
  await settle()
  code.stop()
  await vi.advanceTimersByTimeAsync(60_000)
  expect(tries).toBe(1)
})
