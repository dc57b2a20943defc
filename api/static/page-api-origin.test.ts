import { expect, test } from 'vitest'
import { pageApiOrigin } from './page-api-origin.ts'

const page = (content: string) =>
  `<!doctype html><html><head>\n    <meta name="millrace-api-origin" content="${content}">\n</head></html>`

test('is what the build wrote into the page', () => {
  expect(pageApiOrigin(page('https://api.example'))).toBe('https://api.example')
  expect(pageApiOrigin(page('http://10.0.0.7:8080'))).toBe('http://10.0.0.7:8080')
  expect(pageApiOrigin('<!doctype html><title>Millrace</title>')).toBeUndefined()
})

test.each(['', '*', 'api.example', 'https://api.example/path', "https://api.example; script-src 'self' *", 'data:x'])(
  '%j is refused, for it would go into the policy of the page',
  (content) => {
    expect(() => pageApiOrigin(page(content))).toThrow(/which is no origin: make ui builds it anew/)
  },
)
