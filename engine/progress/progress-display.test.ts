import { PassThrough } from 'node:stream'
import { WriteStream } from 'node:tty'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { ProgressDisplay } from './progress-display.ts'

let written: string
let display: ProgressDisplay

beforeEach(() => {
  vi.useFakeTimers()
  written = ''
  const out = Object.assign(Object.create(WriteStream.prototype) as WriteStream, { isTTY: false })
  const sink = new PassThrough().on('data', (chunk: Buffer) => (written += String(chunk)))
  out.write = (text: string | Uint8Array) => sink.write(text)
  display = new ProgressDisplay(out, {})
})
afterEach(() => {
  display.stop()
  vi.useRealTimers()
})

test('not on a terminal, a line every five seconds', async () => {
  display.start(() => 'the same')
  await vi.advanceTimersByTimeAsync(20_000)
  expect(written).toBe('the same\n'.repeat(4))
})

test('a line that says the same is left out until it is due again', async () => {
  let rows = 0
  display.start(() => `${rows} rows`, { repeatMs: 60_000 })
  await vi.advanceTimersByTimeAsync(60_000)
  expect(written).toBe('0 rows\n')
  rows = 7
  await vi.advanceTimersByTimeAsync(10_000)
  expect(written).toBe('0 rows\n7 rows\n')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(written).toBe('0 rows\n7 rows\n7 rows\n')
})
