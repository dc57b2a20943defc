import { expect, test } from 'vitest'
import { liveUrl } from './api-base.ts'

test.each([
  ['', 'http://127.0.0.1:5173/?range=1h#x', 'ws://127.0.0.1:5173/live'],
  ['', 'https://dash.test/sub/page', 'wss://dash.test/live'],
  ['http://api.test:8080', 'http://page.test/', 'ws://api.test:8080/live'],
  ['https://api.test/millrace', 'http://page.test/', 'wss://api.test/millrace/live'],
  ['/api', 'https://page.test/', 'wss://page.test/api/live'],
])('beside %j on %s', (base, page, url) => {
  expect(liveUrl(base, page)).toBe(url)
})
