import { expect, test } from 'vitest'
import { peerAddress } from './peer-address.ts'

test.each([
  ['127.0.0.1:4711', '127.0.0.1'],
  ['ipv4:127.0.0.1:4711', '127.0.0.1'],
  ['[::1]:4711', '::1'],
  ['[::ffff:127.0.0.1]:4711', '::ffff:127.0.0.1'],
  ['unknown', 'unknown'],
])('%s is %s', (peer, address) => {
  expect(peerAddress(peer)).toBe(address)
})
