import { readConfig } from '@millrace/engine/config/config.ts'
import { expect, test } from 'vitest'
import { assertMayListen } from './listen-rule.ts'

const check = (environment: Record<string, string>) => (): void => assertMayListen(readConfig(environment))

test.each(['', '127.0.0.1', '127.1.2.3', '::1', 'localhost'])('%j needs no token', (host) => {
  expect(check({ API_HOST: host })).not.toThrow()
})

test.each(['0.0.0.0', '::', '192.168.1.2', 'example.com', '127.evil.example'])('%s needs one', (host) => {
  expect(check({ API_HOST: host })).toThrow(`API_HOST=${host} is not valid: other machines reach that`)
  expect(check({ API_HOST: host, API_TOKEN: 'a-token-of-16-characters' })).not.toThrow()
})
