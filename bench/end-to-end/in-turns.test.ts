import { expect, test } from 'vitest'
import type { Contender } from './contender.ts'
import { inTurns } from './in-turns.ts'

test.each<[string, Contender['kind'][], string]>([
  ['each limit comes before what is held against it', ['limit', 'server', 'seed', 'seed', 'peer'], '0 2 1 3 4'],
  ['more limits than others', ['limit', 'limit', 'server', 'seed'], '0 3 1 2'],
  ['limits alone', ['limit', 'limit'], '0 1'],
  ['no limits', ['seed', 'peer'], '0 1'],
  ['nothing', [], ''],
])('%s', (_, kinds, order) => {
  const contenders = kinds.map((kind, number) => ({ kind, number }))
  expect(
    inTurns(contenders)
      .map(({ number }) => number)
      .join(' '),
  ).toBe(order)
})
