import { expect, test } from 'vitest'
import { checkGate } from './check-gate.ts'
import type { Ratios } from './measure-ratios.ts'

const baselines = { generate: 1, encode: 1 }

/** Measurements one after the other; fails when more are asked for. */
function measurements(...all: Ratios[]) {
  const left = [...all]
  const measure = (): Promise<Ratios> => {
    const next = left.shift()
    return next === undefined ? Promise.reject(new Error('measured once too often')) : Promise.resolve(next)
  }
  return { measure, left }
}

test('one good measurement is enough', async () => {
  const { measure } = measurements({ generate: 1, encode: 0.9 })
  expect(await checkGate(measure, baselines)).toEqual([])
})

test('a bad one is forgiven when the next is good, case by case', async () => {
  const { measure, left } = measurements({ generate: 0.3, encode: 1 }, { generate: 1, encode: 0.3 })
  expect(await checkGate(measure, baselines)).toEqual([])
  expect(left).toEqual([])
})

test('what is bad twice fails', async () => {
  const { measure } = measurements({ generate: 0.3, encode: 1 }, { generate: 0.5, encode: 1 })
  expect(await checkGate(measure, baselines)).toEqual([expect.stringMatching(/^generate is at 0\.500/)])
})
