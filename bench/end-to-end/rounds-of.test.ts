import { expect, test } from 'vitest'
import { roundsOf } from './rounds-of.ts'

test('a peer takes part in three rounds at most, all others in all', () => {
  expect(roundsOf({ kind: 'peer' }, 5)).toBe(3)
  expect(roundsOf({ kind: 'peer' }, 2)).toBe(2)
  for (const kind of ['limit', 'server', 'seed'] as const) expect(roundsOf({ kind }, 5)).toBe(5)
})
