import { ClickHouseError } from '@clickhouse/client'
import { expect, test } from 'vitest'
import { assertFromClickHouse, assertDone } from './clickhouse-answer.ts'

const headers = { 'content-type': 'text/plain', 'x-clickhouse-query-id': '1' }

test('an empty answer of ClickHouse is an insert that is done', () => {
  expect(() => assertDone(headers, '')).not.toThrow()
  expect(() => assertDone(headers, '\n')).not.toThrow()
})

test('an exception in the body of a success is that exception', () => {
  const body = 'Code: 252. DB::Exception: Too many parts (300). (TOO_MANY_PARTS) (version 26.7)'
  expect(() => assertDone(headers, body)).toThrow(ClickHouseError)
  expect(() => assertDone(headers, body)).toThrow('Too many parts')
})

test("a proxy's page is no insert, and its emptiness neither", () => {
  expect(() => assertDone({ server: 'nginx' }, '<html>Please log in</html>')).toThrow('Please log in')
  expect(() => assertDone({ server: 'nginx' }, '')).toThrow('not ClickHouse')
  expect(() => assertFromClickHouse({})).toThrow('not ClickHouse')
})
