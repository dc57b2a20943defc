// The server alone, making comparable rows in SQL: what a statement over numbers_mt() can do in place of Millrace.
import { pageEvents } from '@millrace/schemas/datasets/page-events.ts'
import type { Contender } from '../end-to-end/contender.ts'
import { pageEventsSelect } from './page-events-select.ts'
import { ReadyTable } from './ready-table.ts'
import { insertOnServer } from './server-insert.ts'

/** Values are drawn from so many rows of Millrace's own: a power of two, enough for shares of one in ten thousand. */
const sampleRows = 65_536

export function serverInsertSelect(): Contender {
  let sample: ReadyTable | undefined
  return {
    id: 'server insert-select',
    kind: 'server',
    title: 'the server makes comparable rows itself (INSERT … SELECT … FROM numbers_mt)',
    async prepare({ warehouse, dataset }) {
      if (dataset.name !== pageEvents.name) return `its statement makes ${pageEvents.name}, not ${dataset.name}`
      sample = await ReadyTable.fill({ warehouse, dataset, name: 'bench_sample', rows: sampleRows })
      return undefined
    },
    measure(arena) {
      if (sample === undefined) throw new Error('server insert-select is measured before it is prepared')
      return insertOnServer(arena, pageEventsSelect(sample.name, sampleRows, arena.rows), arena.rows)
    },
    async close() {
      await sample?.drop()
    },
  }
}
