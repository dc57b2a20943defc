// Ten million rows through each staging: exact, and in memory that does not grow with the rows.
import { randomUUID } from 'node:crypto'
import { expect, inject, test } from 'vitest'
import { z } from 'zod'
import { runMillrace } from '../testing/run-millrace.ts'
import { testClickHouse } from '../testing/test-clickhouse.ts'

await testClickHouse()
const peakRssBytesMax = 1e9
const reportSchema = z.object({ rowsInserted: z.number(), peakRssBytes: z.number() })

test.each(['none', 'spool', 'kafka'])('ten million rows through %s', async (staging) => {
  const name = `long_${randomUUID().replaceAll('-', '')}`
  const environment = {
    DATA_DIR: inject('dataDir'),
    CLICKHOUSE_DATABASE: name,
    KAFKA_TOPIC: name,
    STAGING: staging,
  }
  const seeded = await runMillrace(['seed', '--rows', '1e7', '--json'], environment)
  expect(seeded).toMatchObject({ ended: 0 })
  const report = reportSchema.parse(JSON.parse(seeded.stdout.trim().split('\n').at(-1) ?? ''))
  console.log(`${staging}: peak memory ${Math.round(report.peakRssBytes / 2 ** 20)} MiB`)
  expect(report.rowsInserted).toBe(10_000_000)
  expect(report.peakRssBytes).toBeLessThan(peakRssBytesMax)
  expect(await runMillrace(['verify'], environment)).toMatchObject({ ended: 0 })
  await runMillrace(['sql', `DROP DATABASE ${name} SYNC`], environment)
})
