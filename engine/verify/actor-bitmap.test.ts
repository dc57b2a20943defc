import { expect, test } from 'vitest'
import { ActorBitmap } from './actor-bitmap.ts'

test('counts each actor once, over all that was merged', () => {
  const [a, b] = [new ActorBitmap(), new ActorBitmap()]
  for (const actor of [0, 1, 31, 32, 65_535, 65_536, 1, 2 ** 40]) a.add(actor)
  for (const actor of [1, 2, 2 ** 40, 4_294_967_295]) b.add(actor)
  a.merge(b.pages)
  expect(a.count).toBe(9)
})
