import { expect, test } from 'vitest'
import { writeRefusal } from './write-refusal.ts'

const token = 'a-token-of-some-length'

test.each([
  [undefined, undefined, '127.0.0.1', undefined],
  [undefined, undefined, '::1', undefined],
  [undefined, undefined, '::ffff:127.0.0.1', undefined],
  [undefined, undefined, '10.0.0.1', 'forbidden'],
  [undefined, `Bearer ${token}`, '10.0.0.1', 'forbidden'],
  [token, `Bearer ${token}`, '10.0.0.1', undefined],
  [token, `bearer  ${token}`, '127.0.0.1', undefined],
  [token, undefined, '127.0.0.1', 'unauthenticated'],
  [token, 'Bearer another', '127.0.0.1', 'unauthenticated'],
  [token, `Basic ${token}`, '127.0.0.1', 'unauthenticated'],
])('token %s, header %s, from %s: %s', (configured, authorization, from, kind) => {
  expect(writeRefusal(configured, authorization, from)?.kind).toBe(kind)
})
