import { ClickHouseError } from '@clickhouse/client'
import { expect, test } from 'vitest'
import { clickHouseFailure } from './clickhouse-failure.ts'

const answered = (code: number, message = 'said no'): ClickHouseError =>
  new ClickHouseError({ code: String(code), message, type: 'TEST' })

test.each([
  [3, 'WAREHOUSE_UNAVAILABLE', 'UNEXPECTED_END_OF_FILE'],
  [201, 'WAREHOUSE_UNAVAILABLE', 'QUOTA_EXCEEDED'],
  [202, 'WAREHOUSE_UNAVAILABLE', 'TOO_MANY_SIMULTANEOUS_QUERIES'],
  [241, 'WAREHOUSE_UNAVAILABLE', 'MEMORY_LIMIT_EXCEEDED'],
  [252, 'WAREHOUSE_UNAVAILABLE', 'TOO_MANY_PARTS'],
  [27, 'WAREHOUSE_REJECTED', 'CANNOT_PARSE_INPUT_ASSERTION_FAILED'],
  [53, 'WAREHOUSE_REJECTED', 'TYPE_MISMATCH'],
  [62, 'WAREHOUSE_REJECTED', 'SYNTAX_ERROR in the type of a column'],
  [117, 'WAREHOUSE_REJECTED', 'INCORRECT_DATA'],
  [128, 'WAREHOUSE_REJECTED', 'TOO_LARGE_ARRAY_SIZE'],
  [618, 'WAREHOUSE_REJECTED', 'LZ4_DECODER_FAILED'],
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

test.each([164, 193, 497, 516, 774])('code %d is passing for whoever had access before', (code) => {
  expect(clickHouseFailure(answered(code), 'cannot insert')).toMatchObject({ code: 'CONFIG' })
  expect(clickHouseFailure(answered(code), 'cannot insert', true)).toMatchObject({ code: 'WAREHOUSE_UNAVAILABLE' })
})

test('a block that was cut on its way is not refused', () => {
  const cut = answered(33, 'Unexpected EOF, got 984914 of 1094349 bytes: While executing NativeInputFormat. ')
  expect(clickHouseFailure(cut, 'cannot insert')).toMatchObject({ code: 'WAREHOUSE_UNAVAILABLE' })
  const short = answered(
    33,
    'Cannot read all data. Bytes read: 4. Bytes expected: 8.: While executing NativeInputFormat. ',
  )
  expect(clickHouseFailure(short, 'cannot insert')).toMatchObject({ code: 'WAREHOUSE_REJECTED' })
})

test('a table that is gone is gone, whoever had access before', () => {
  expect(clickHouseFailure(answered(60), 'cannot insert', true)).toMatchObject({ code: 'CONFIG' })
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
