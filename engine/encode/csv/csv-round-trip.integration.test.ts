// Every kind of column through the real server: what it stores from a field of CSV is what SQL makes of the same value.
import { typeName } from '@millrace/schemas/column/type-name.ts'
import { expect, test } from 'vitest'
import { testClickHouse } from '../../testing/test-clickhouse.ts'
import { columnCases } from '../testing/column-cases.ts'
import { expectedBytes, storedAfterInsert } from '../testing/column-server.ts'
import { csvValue } from './csv-value.ts'

const { url } = await testClickHouse()

test.each(columnCases.map((each) => ({ name: typeName(each.type).slice(0, 80), each })))('$name', async ({ each }) => {
  const { type, values } = each
  const rows = values.flatMap(({ value }, n) => [
    Buffer.from(`${n},`),
    Buffer.from(csvValue(value, type)),
    Buffer.from('\n'),
  ])
  const stored = await storedAfterInsert(url, type, 'CSV', new Uint8Array(Buffer.concat(rows)))
  values.forEach(({ text }, n) => {
    if (text !== undefined) expect(stored.texts[n]).toBe(text)
  })
  expect(stored.bytes.equals(await expectedBytes(url, each, 'RowBinary'))).toBe(true)
})
