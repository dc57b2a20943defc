// The program of `peer naive-js`: faker for every row, JSONEachRow through @clickhouse/client. The next batch is made while
// the last one is sent and parsed.
import { createClient } from '@clickhouse/client'
import { configError } from '@millrace/engine/errors/millrace-error.ts'
import { readConfig } from '@millrace/engine/config/config.ts'
import { programOptions } from '../program/program-options.ts'
import { reportWork } from '../program/report-work.ts'
import { fakeEvents } from './fake-events.ts'

const { rows, batchRows, days, endMs } = programOptions(process.argv.slice(2))
const {
  CLICKHOUSE_URL: [url] = [],
  CLICKHOUSE_USER,
  CLICKHOUSE_PASSWORD,
  CLICKHOUSE_DATABASE,
} = readConfig(process.env)
if (url === undefined) throw configError('CLICKHOUSE_URL', '', 'this program needs the address of a running server')

const client = createClient({
  url,
  database: CLICKHOUSE_DATABASE,
  ...(CLICKHOUSE_USER !== undefined && { username: CLICKHOUSE_USER }),
  ...(CLICKHOUSE_PASSWORD !== undefined && { password: CLICKHOUSE_PASSWORD }),
  // On a loopback, gzip costs this one thread far more than it saves.
  compression: { request: false },
  clickhouse_settings: { async_insert: 0 },
})
const spanMs = days * 86_400_000
const events = fakeEvents(endMs - spanMs, spanMs / rows)

await client.ping()
await reportWork(rows, async () => {
  let inserted: Promise<unknown> = Promise.resolve()
  for (let made = 0; made < rows; made += batchRows) {
    const values = Array.from({ length: Math.min(batchRows, rows - made) }, () => events.next().value)
    await inserted
    inserted = client.insert({ table: 'page_events', values, format: 'JSONEachRow' })
  }
  await inserted
})
await client.close()
