// What a pipeline at work is to a page, at the pace at which the API tells it, without the load of a real one: a snapshot four
// times a second, and new rows each second. A page's cost can so be measured on a machine with few cores.
import { setTimeout as sleep } from 'node:timers/promises'
import { openPipelineBus } from '@millrace/engine/bus/open-bus.ts'
import { testSnapshot } from '@millrace/engine/bus/testing/test-snapshot.ts'
import { queryClickHouse } from '@millrace/engine/testing/query-clickhouse.ts'

const tickMs = 250
const ticksPerInsert = 4
const rowsPerInsert = 2_000

export interface LiveTraffic {
  /** Resolves when nothing comes any more. Rejects when an insert failed meanwhile. */
  end(): Promise<void>
}

/** Into a table that has rows to copy. */
export async function liveTraffic(environment: Readonly<Record<string, string>>): Promise<LiveTraffic> {
  const { DATA_DIR: dataDir = '', CLICKHOUSE_URL: url = '', CLICKHOUSE_DATABASE: database = '' } = environment
  const failures: string[] = []
  const bus = openPipelineBus({ dataDir, redisUrl: undefined, database }, (message) => failures.push(message))
  const publisher = await bus.publisher()
  const ending = new AbortController()
  const insert = `INSERT INTO ${database}.page_events
    SELECT * REPLACE (generateUUIDv4() AS event_id, now64(3) - rand() % 1000 / 1000 AS ts)
    FROM ${database}.page_events LIMIT ${rowsPerInsert}`
  const work = async (): Promise<void> => {
    const startedAtMs = Date.now()
    for (let tick = 1; !ending.signal.aborted; tick++) {
      const rowsInserted = tick * (rowsPerInsert / ticksPerInsert)
      const wave = Math.round(2_000 + 400 * Math.sin(tick / 7))
      const more = { dataset: 'page_events', processId: process.pid, startedAtMs, atMs: Date.now(), rowsInserted }
      const rates = { rowsInsertedPerSecond: wave, rowsStagedPerSecond: wave + 50, rowsGeneratedPerSecond: wave + 90 }
      publisher.publish(testSnapshot('soak', tick, { ...more, ...rates, rowsTotal: 100_000_000 }))
      if (tick % ticksPerInsert === 0) await queryClickHouse(url, insert)
      await sleep(Math.max(0, startedAtMs + tick * tickMs - Date.now()))
    }
  }
  const working = work()
  // Told when it ends; until then nobody listens.
  working.catch(() => undefined)
  return {
    async end() {
      ending.abort()
      await working
      await publisher.close()
      if (failures.length > 0) throw new Error(failures.join('\n'))
    },
  }
}
