import { expect, test } from 'vitest'
import { byLeader } from './by-leader.ts'

test('partitions go to their leaders, and those that the topic has not are told apart', () => {
  const asked = [0, 1, 2, 5].map((partition) => ({ partition }))
  const { byNode, unknown } = byLeader(asked, [{ leader: 7 }, { leader: 8 }, { leader: 7 }])
  expect([...byNode]).toEqual([
    [7, [{ partition: 0 }, { partition: 2 }]],
    [8, [{ partition: 1 }]],
  ])
  expect(unknown).toEqual([5])
})
