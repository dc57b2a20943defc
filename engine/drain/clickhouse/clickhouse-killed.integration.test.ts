// ClickHouse dies while it consumes, and so does who seeds: what comes again is known by its content, what was never taken comes,
// and a rerun makes nothing that is on its way.
import { randomUUID } from 'node:crypto'
import { expect, onTestFinished, test, vi } from 'vitest'
import { acquireClickHouse } from '../../services/clickhouse/acquire-clickhouse.ts'
import type { ClickHouseEndpoint } from '../../services/service.ts'
import { PrivateService } from '../../testing/private-service.ts'
import { runMillrace, startMillrace } from '../../testing/run-millrace.ts'
import { testKafka } from '../../testing/test-kafka.ts'
import { Warehouse } from '../../warehouse/warehouse.ts'

const { broker } = await testKafka()
const service = new PrivateService<ClickHouseEndpoint>('clickhouse')
vi.setConfig({ testTimeout: 600_000 })
const soon = { timeout: 120_000, interval: 20 }
const rowCount = 400_000
const seedArguments = ['seed', '--rows', String(rowCount), '--batch-rows', '4000']

test('kill -9 of ClickHouse, twice, and of the seeding process: every row is in once, in the rollups too', async () => {
  const name = `killed_${randomUUID().replaceAll('-', '')}`
  const environment = {
    DATA_DIR: service.dataDir,
    CLICKHOUSE_DATABASE: name,
    KAFKA_TOPIC: name,
    KAFKA_BROKERS: broker,
    STAGING: 'kafka',
    DRAIN: 'clickhouse',
  }
  const lease = await service.held(acquireClickHouse({ dataDir: service.dataDir }))
  const warehouse = new Warehouse({ url: () => lease.endpoint.url, database: name })
  onTestFinished(() => warehouse.close())
  /** None while there is no table, or no server. */
  const rowsIn = () => warehouse.text(`SELECT count() FROM ${name}.page_events`).then(Number, () => 0)

  const first = startMillrace(seedArguments, environment)
  onTestFinished(() => void first.child.kill('SIGKILL'))
  for (const share of [0.1, 0.3]) {
    await expect.poll(rowsIn, soon).toBeGreaterThan(share * rowCount)
    process.kill(lease.endpoint.processId, 'SIGKILL')
  }
  await expect.poll(rowsIn, soon).toBeGreaterThan(0.4 * rowCount)
  first.child.kill('SIGKILL')
  await first.result
  const again = await runMillrace(seedArguments, environment)
  expect(again.ended, again.stderr).toBe(0)
  const verified = await runMillrace(['verify'], environment)
  expect(verified.stdout).toMatch(/\d+ checks, all equal\n$/)
  expect(verified.ended).toBe(0)
})
