// The server alone, copying the very rows that Millrace makes from one table into the measured ones: no client, no parsing.
import type { Contender } from '../end-to-end/contender.ts'
import { ReadyTable } from './ready-table.ts'
import { insertOnServer } from './server-insert.ts'

const rowsMax = 10_000_000

export function serverCopy(): Contender {
  let source: ReadyTable | undefined
  const rowsOf = (rows: number): number => Math.min(rows, rowsMax)
  return {
    id: 'server copy',
    kind: 'server',
    title: 'the server copies the same rows from a table (INSERT … SELECT)',
    async prepare({ warehouse, dataset, rows }) {
      source = await ReadyTable.fill({ warehouse, dataset, name: 'bench_ready_rows', rows: rowsOf(rows) })
      return undefined
    },
    measure(arena) {
      if (source === undefined) throw new Error('server copy is measured before it is prepared')
      return insertOnServer(arena, `SELECT * FROM ${source.name}`, rowsOf(arena.rows))
    },
    async close() {
      await source?.drop()
    },
  }
}
