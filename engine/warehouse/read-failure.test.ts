import { ClickHouseError } from '@clickhouse/client'
import { expect, test } from 'vitest'
import { isTableAbsent, readFailure } from './read-failure.ts'

const answered = (code: number, message = 'said no'): ClickHouseError =>
  new ClickHouseError({ code: String(code), message, type: 'TEST' })

test.each([
  [158, 'QUERY_LIMIT', 'TOO_MANY_ROWS'],
  [159, 'QUERY_LIMIT', 'TIMEOUT_EXCEEDED'],
  [160, 'QUERY_LIMIT', 'TOO_SLOW'],
  [241, 'QUERY_LIMIT', 'MEMORY_LIMIT_EXCEEDED'],
  [307, 'QUERY_LIMIT', 'TOO_MANY_BYTES'],
  [396, 'QUERY_LIMIT', 'TOO_MANY_ROWS_OR_BYTES'],
  [202, 'WAREHOUSE_UNAVAILABLE', 'TOO_MANY_SIMULTANEOUS_QUERIES'],
  [516, 'CONFIG', 'AUTHENTICATION_FAILED'],
])('code %d is %s for a read (%s)', (code, meaning) => {
  expect(readFailure(answered(code), 'cannot read')).toMatchObject({ code: meaning })
})

test('a server that is short of memory by itself is away, not asked too much', () => {
  expect(readFailure(answered(241, '(total) memory limit exceeded: would use 20 GiB'), 'cannot read')).toMatchObject({
    code: 'WAREHOUSE_UNAVAILABLE',
  })
})

test('only a missing table or database is nothing to read', () => {
  expect([60, 81, 47, 241].map((code) => isTableAbsent(answered(code)))).toEqual([true, true, false, false])
  expect(isTableAbsent(new Error('refused'))).toBe(false)
})

test('a fault of ours stays what it is', () => {
  const unknown = answered(47)
  expect(readFailure(unknown, 'cannot read')).toBe(unknown)
})
