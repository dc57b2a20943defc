import { expect, test } from 'vitest'
import { instantiateWat } from './instantiate-wat.ts'
import { add, advance, get, isLess, load, store, whilst } from './wat.ts'

test('what the text exports is there, and works on the memory', () => {
  const memory = new WebAssembly.Memory({ initial: 1 })
  const { count } = instantiateWat(
    `(module
      (import "host" "memory" (memory 1))
      (func (export "count") (param $to i32) (result i32) (local $n i32)
        ${whilst(isLess(get('n'), get('to')), `${advance('n', 1)} ${store('i32.store', 8, 0, add(load('i32.load', 8, 0), get('n')))}`)}
        ${load('i32.load', 8, 0)}))`,
    memory,
  ) as { count: (to: number) => number }
  const words = new Uint32Array(memory.buffer)
  words[2] = 100
  expect(count(4)).toBe(110)
  expect(words[2]).toBe(110)
  expect(count(0)).toBe(110)
})

test('what is no WebAssembly is refused with where it is wrong', () => {
  const memory = new WebAssembly.Memory({ initial: 1 })
  expect(() => instantiateWat('(module\n  (func (i32.ad)))', memory)).toThrow(/i32\.ad at 2:\d+/)
})
