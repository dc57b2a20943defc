import { expect, test } from 'vitest'
import { slowerCases } from './slower-cases.ts'

const baselines = { generate: 0.8, 'CRC-32': 0.5 }

test('what is as fast as ever, faster, or somewhat slower passes', () => {
  expect(slowerCases(baselines, baselines)).toEqual([])
  expect(slowerCases({ generate: 8, 'CRC-32': 0.5 }, baselines)).toEqual([])
  expect(slowerCases({ generate: 0.8 * 0.61, 'CRC-32': 0.5 * 0.31 }, baselines)).toEqual([])
})

test('what takes twice as long is named, with its figures', () => {
  expect(slowerCases({ ...baselines, generate: 0.4 }, baselines)).toEqual([
    "generate is at 0.400 of the reference's speed, below 0.480 (baseline 0.800)",
  ])
})

test('CRC-32 may differ more, from machine to machine', () => {
  expect(slowerCases({ ...baselines, 'CRC-32': 0.2 }, baselines)).toEqual([])
  expect(slowerCases({ ...baselines, 'CRC-32': 0.14 }, baselines)).toHaveLength(1)
})

test('a case without a baseline, or a baseline without its case, says what to run', () => {
  const message = /update-baselines/
  expect(() => slowerCases({ ...baselines, encode: 1 }, baselines)).toThrow(message)
  expect(() => slowerCases({ generate: 0.8 }, baselines)).toThrow(message)
})
