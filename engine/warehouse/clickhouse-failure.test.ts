import { ClickHouseError } from '@clickhouse/client'
import { expect, test } from 'vitest'
import { clickHouseFailure } from './clickhouse-failure.ts'

const answered = (code: number, message = 'said no'): ClickHouseError =>
  new ClickHouseError({ code: String(code), message, type: 'TEST' })

test.each([
  [202, 'WAREHOUSE_UNAVAILABLE', 'TOO_MANY_SIMULTANEOUS_QUERIES'],
  [241, 'WAREHOUSE_UNAVAILABLE', 'MEMORY_LIMIT_EXCEEDED'],
  [252, 'WAREHOUSE_UNAVAILABLE', 'TOO_MANY_PARTS'],
  [27, 'WAREHOUSE_REJECTED', 'CANNOT_PARSE_INPUT_ASSERTION_FAILED'],
  [53, 'WAREHOUSE_REJECTED', 'TYPE_MISMATCH'],
  [117, 'WAREHOUSE_REJECTED', 'INCORRECT_DATA'],
  [469, 'WAREHOUSE_REJECTED', 'VIOLATED_CONSTRAINT'],
  [60, 'CONFIG', 'UNKNOWN_TABLE'],
  [516, 'CONFIG', 'AUTHENTICATION_FAILED'],
  [243, 'DISK_FULL', 'NOT_ENOUGH_SPACE'],
])('code %d is %s (%s)', (code, meaning) => {
  expect(clickHouseFailure(answered(code), 'cannot insert')).toMatchObject({
    code: meaning,
    message: expect.stringContaining('cannot insert: said no') as string,
  })
})

test('a full disk is known by its words, whatever the code', () => {
  const failure = clickHouseFailure(answered(75, 'write: No space left on device'), 'cannot insert')
  expect(failure).toMatchObject({ code: 'DISK_FULL', message: expect.stringContaining('Make room') as string })
})

test('a code that nobody expects stays what it is, so that it is seen', () => {
  const error = answered(49)
  expect(clickHouseFailure(error, 'cannot insert')).toBe(error)
})

test('what is no answer of ClickHouse may be tried again; a bug of ours may not', () => {
  expect(clickHouseFailure(new Error('<html>502 Bad Gateway'), 'cannot insert')).toMatchObject({
    code: 'WAREHOUSE_UNAVAILABLE',
  })
  const bug = new TypeError('x is not a function')
  expect(clickHouseFailure(bug, 'cannot insert')).toBe(bug)
})
