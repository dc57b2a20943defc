import { expect, test } from 'vitest'
import { errorWords } from './error-words.ts'

const said = (kind: Parameters<typeof errorWords>[0]['kind'], retryAfterSeconds?: number) =>
  errorWords({ kind, message: 'ClickHouse does not answer', retryAfterSeconds })

test('what the API says is passed on, and when it may be asked again', () => {
  expect(said('away')).toContain('ClickHouse does not answer')
  expect(said('failed')).toContain('ClickHouse does not answer')
  expect(said('limited', 7)).toContain('in 7 s')
  expect(said('overloaded')).toContain('shorter range')
})
