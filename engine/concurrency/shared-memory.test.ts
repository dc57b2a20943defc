import { expect, test } from 'vitest'
import { sharedMemory } from './shared-memory.ts'

test('memory that is large enough is used again', () => {
  const memory = new SharedArrayBuffer(10)
  expect(sharedMemory(10, memory)).toBe(memory)
})

test.each([[undefined], [new SharedArrayBuffer(99)]])(
  'without it, new memory is larger than what was asked for',
  (memory) => {
    const made = sharedMemory(100, memory)
    expect(made).not.toBe(memory)
    expect(made.byteLength).toBeGreaterThan(100)
  },
)
