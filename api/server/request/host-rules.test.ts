import { expect, test } from 'vitest'
import { hostRules } from './host-rules.ts'

const own = ['localhost', 'localhost:8080', 'LOCALHOST.', '127.0.0.1:8080', '127.8.8.8', '[::1]:8080', '[::1]']
const foreign = ['evil.example', 'evil.example:8080', '127.0.0.1.evil.example', 'localhost.evil.example', '192.0.2.1']
const none = ['', ':8080', '*', 'localhost, evil.example', 'evil.example, localhost', 'localhost:80:80', 'local\0host']

test('on loopback, it answers to loopback addresses and localhost alone', () => {
  for (const apiHost of ['127.0.0.1', '::1', 'localhost']) {
    const rules = hostRules({ apiHost, named: undefined })
    for (const host of own) expect([host, rules.mayAsk(host)]).toEqual([host, true])
    for (const host of [...foreign, ...none, undefined]) expect([host, rules.mayAsk(host)]).toEqual([host, false])
  }
})

test('names that are listed are answered to, whatever the port', () => {
  const rules = hostRules({ apiHost: '127.0.0.1', named: ['Metrics.example', '192.0.2.1', '[2001:db8::1]'] })
  const listed = ['metrics.example', 'metrics.example.:443', '192.0.2.1:80', '[2001:DB8::1]:8080']
  for (const host of [...own, ...listed]) expect([host, rules.mayAsk(host)]).toEqual([host, true])
  for (const host of ['evil.example', 'www.metrics.example', ...none])
    expect([host, rules.mayAsk(host)]).toEqual([host, false])
})

test('elsewhere it answers to every name, until names are listed', () => {
  const open = hostRules({ apiHost: '0.0.0.0', named: undefined })
  for (const host of [...own, ...foreign, undefined]) expect(open.mayAsk(host)).toBe(true)
  const closed = hostRules({ apiHost: '203.0.113.7', named: ['metrics.example'] })
  expect(['203.0.113.7:8080', 'metrics.example', 'evil.example'].map((host) => closed.mayAsk(host))).toEqual([
    true,
    true,
    false,
  ])
})

test('a star answers to every name', () => {
  expect(hostRules({ apiHost: '127.0.0.1', named: ['*'] }).mayAsk('evil.example')).toBe(true)
})
