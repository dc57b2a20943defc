import { typeName } from '@millrace/schemas/column/type-name.ts'
import { uint32 } from '@millrace/schemas/column/types.ts'
import { describe, expect, it } from 'vitest'
import { testClickHouse } from '../../testing/test-clickhouse.ts'
import { kindsIn } from '../testing/column-case.ts'
import { columnCases } from '../testing/column-cases.ts'
import { expectedBytes, storedAfterInsert } from '../testing/column-server.ts'
import { copyWritten, createByteSink } from './byte-sink.ts'
import { encodeValue } from './encode-value.ts'
import { writers, writeValue } from './write-value.ts'

const { url } = await testClickHouse()

describe('RowBinary, through the real server', () => {
  it('has a case for every kind of column', () => {
    const tried = new Set(columnCases.flatMap(({ type }) => kindsIn(type)))
    expect(Object.keys(writers).filter((kind) => !tried.has(kind as keyof typeof writers))).toEqual([])
  })

  it.each(columnCases.map((columnCase) => ({ name: typeName(columnCase.type), columnCase })))(
    'writes $name as the server does, and the server stores what was meant',
    async ({ columnCase: { type, values } }) => {
      const expected = await expectedBytes(url, { type, values }, 'RowBinary')
      const encoded = Buffer.concat(values.map(({ value }) => encodeValue(value, type)))
      expect(encoded.equals(expected), `${hex(encoded)} is ${hex(expected)}`).toBe(true)

      const sink = createByteSink()
      values.forEach(({ value }, n) => {
        writeValue(sink, n, uint32)
        writeValue(sink, value, type)
      })
      const stored = await storedAfterInsert(url, type, 'RowBinary', copyWritten(sink))
      expect(stored.bytes.equals(expected)).toBe(true)
      for (const [n, { text }] of values.entries()) if (text !== undefined) expect(stored.texts[n]).toBe(text)
    },
  )
})

function hex(bytes: Buffer): string {
  return bytes.toString('hex', 0, 200)
}
