import { typeName } from '@millrace/schemas/column/type-name.ts'
import { uint32 } from '@millrace/schemas/column/types.ts'
import { describe, expect, it } from 'vitest'
import { testClickHouse } from '../../testing/test-clickhouse.ts'
import { copyWritten, createByteSink } from '../rowbinary/byte-sink.ts'
import type { ColumnCase } from '../testing/column-case.ts'
import { columnCases } from '../testing/column-cases.ts'
import { expectedBytes, storedAfterInsert } from '../testing/column-server.ts'
import { writeNativeBlock } from './write-native-block.ts'

const { url } = await testClickHouse()

// That every kind has a case is tested with RowBinary.
describe('Native, through the real server', () => {
  it.each(columnCases.map((columnCase) => ({ name: typeName(columnCase.type), columnCase })))(
    'writes $name as the server does, and the server stores what was meant',
    async ({ columnCase }) => {
      expect(nativeBytes(columnCase, 'c').equals(await expectedBytes(url, columnCase, 'Native'))).toBe(true)

      const { type, values } = columnCase
      const stored = await storedAfterInsert(url, type, 'Native', nativeBytes(columnCase, 'n', 'c'))
      expect(stored.bytes.equals(await expectedBytes(url, columnCase, 'RowBinary'))).toBe(true)
      for (const [n, { text }] of values.entries()) if (text !== undefined) expect(stored.texts[n]).toBe(text)
    },
  )
})

function nativeBytes({ type, values }: ColumnCase, ...columns: ('n' | 'c')[]): Buffer<ArrayBuffer> {
  const sink = createByteSink()
  writeNativeBlock(
    sink,
    columns.map((name) =>
      name === 'n'
        ? { name, type: uint32, values: values.map((_, n) => n) }
        : { name, type, values: values.map(({ value }) => value) },
    ),
  )
  return Buffer.from(copyWritten(sink).buffer)
}
