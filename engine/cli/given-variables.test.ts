import { expect, test } from 'vitest'
import { givenVariables, makeCommand, type CommandVariable } from './given-variables.ts'

const variables: readonly CommandVariable<'OUT' | 'BATCH_ROWS'>[] = [
  ['OUT', '--out <folder>', ''],
  ['BATCH_ROWS', '--batch-rows <n>', ''],
]

test('options by the names of the variables', () => {
  expect(givenVariables(variables, { batchRows: '7', out: '', json: true })).toEqual({ BATCH_ROWS: '7' })
})

test('a command that a shell reads as it was typed', () => {
  const given = { OUT: "it's here", FILES: 'a/*.csv', ROWS: '1e7' }
  expect(makeCommand('load', given)).toBe("make load OUT='it'\\''s here' FILES='a/*.csv' ROWS=1e7")
})
