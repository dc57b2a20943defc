// Inserts bytes of any format as they are. With a token, a repeated insert changes nothing, as long as the server makes the
// same blocks of the same bytes: whoever asks sees to that by the settings.
import { Readable } from 'node:stream'
import type { ClickHouseSettings } from '@clickhouse/client'
import { insertSettings, run, signsOfLife, type Warehouse } from './warehouse.ts'

export interface InsertPiece {
  /** Table, and columns in parentheses where the bytes do not have all of them, as SQL. */
  readonly into: string
  /** As ClickHouse calls it. */
  readonly format: string
  /** A stream is read once: whoever tries again brings another. */
  readonly body: Uint8Array | Readable
  /** Of a stream: so that the server can tell a body that is cut from a wrong one. */
  readonly bodyBytes?: number
  /** `Content-Encoding` of the body. */
  readonly encoding?: 'lz4' | 'gzip' | 'zstd' | undefined
  readonly token: string
  readonly settings?: ClickHouseSettings
}

/** Resolves when they are in, with the rows that the server says it has written, those of materialized views included. */
export async function insertPiece(warehouse: Warehouse, piece: InsertPiece): Promise<number> {
  const { body, encoding } = piece
  const bodyBytes = body instanceof Uint8Array ? body.byteLength : piece.bodyBytes
  return warehouse.use(`cannot insert into ${piece.into}`, async (client) => {
    const writtenRows = await run(client, {
      query: `INSERT INTO ${piece.into} FORMAT ${piece.format}`,
      values: body instanceof Readable ? body : Readable.from([body], { objectMode: false }),
      http_headers: {
        ...(bodyBytes === undefined ? {} : { 'Content-Length': String(bodyBytes) }),
        ...(encoding === undefined ? {} : { 'Content-Encoding': encoding }),
      },
      clickhouse_settings: { ...signsOfLife, ...insertSettings(piece.token), ...piece.settings },
    })
    return Number(writtenRows ?? 0)
  })
}
