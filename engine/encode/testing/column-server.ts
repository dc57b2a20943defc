// What the round-trip tests ask of the real server about one column.
import type { ColumnType } from '@millrace/schemas/column/column-type.ts'
import { quoteString } from '@millrace/schemas/column/quote-string.ts'
import { typeName } from '@millrace/schemas/column/type-name.ts'
import { z } from 'zod'
import type { ColumnCase } from './column-case.ts'

const settings = {
  session_timezone: 'UTC',
  allow_suspicious_low_cardinality_types: '1',
  enable_nullable_tuple_type: '1',
  // The writers' task, not the server's: nothing may be mended on the way in.
  input_format_native_allow_types_conversion: '0',
  precise_float_parsing: '1',
  input_format_csv_deserialize_separate_columns_into_tuple: '0',
}

/** One query, its answer as bytes. Throws what the server says when it refuses. */
async function ask(url: string, sql: string, body?: Uint8Array<ArrayBuffer>): Promise<Buffer> {
  const parameters = new URLSearchParams({ ...settings, ...(body && { query: sql }) })
  const response = await fetch(`${url}/?${parameters.toString()}`, {
    method: 'POST',
    body: body ?? sql,
  })
  const answer = Buffer.from(await response.arrayBuffer())
  if (!response.ok) throw new Error(`${sql.slice(0, 200)}: ${answer.toString()}`)
  return answer
}

/** The values' bytes as the server makes them from SQL alone, in the given format, as one column `c`. */
export function expectedBytes(
  url: string,
  { type, values }: ColumnCase,
  format: 'RowBinary' | 'Native',
): Promise<Buffer> {
  // One array, taken apart, makes one block; UNION ALL would make one for each value.
  const casts = values.map(({ sql }) => cast(sql, type))
  return ask(url, `SELECT ${cast(`arrayJoin([${casts.join(', ')}])`, type)} AS c FORMAT ${format}`)
}

/** Inserts an encoded body into a table of columns `n UInt32, c` and answers what is stored in `c`, in order of `n`. */
export async function storedAfterInsert(
  url: string,
  type: ColumnType,
  format: 'RowBinary' | 'Native' | 'CSV',
  body: Uint8Array<ArrayBuffer>,
): Promise<{ readonly texts: (string | null)[]; readonly bytes: Buffer }> {
  const table = `round_trip_${crypto.randomUUID().replaceAll('-', '')}`
  await ask(url, `CREATE TABLE ${table} (n UInt32, c ${typeName(type)}) ENGINE = Memory`)
  await ask(url, `INSERT INTO ${table} FORMAT ${format}`, body)
  const texts = await ask(url, `SELECT toString(c) AS text FROM ${table} ORDER BY n FORMAT JSONColumns`)
  const bytes = await ask(url, `SELECT c FROM ${table} ORDER BY n FORMAT RowBinary`)
  await ask(url, `DROP TABLE ${table}`)
  return { texts: z.object({ text: z.array(z.string().nullable()) }).parse(JSON.parse(texts.toString())).text, bytes }
}

function cast(sql: string, type: ColumnType): string {
  return `CAST(${sql}, ${quoteString(typeName(type))})`
}
