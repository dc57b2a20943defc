import { expect, test } from 'vitest'
import { Turnstile } from './turnstile.ts'

test('lets so many in at once, the others in order when one leaves', async () => {
  const turnstile = new Turnstile(2)
  const inside: string[] = []
  const entering = ['a', 'b', 'c', 'd'].map((name) => turnstile.enter().then(() => inside.push(name)))
  await Promise.all(entering.slice(0, 2))
  expect(inside).toEqual(['a', 'b'])
  turnstile.leave()
  await entering[2]
  expect(inside).toEqual(['a', 'b', 'c'])
  turnstile.leave()
  await entering[3]
  turnstile.leave()
  turnstile.leave()
  await Promise.all([turnstile.enter(), turnstile.enter()])
})
