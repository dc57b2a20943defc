// The limits of a real ClickHouse, reached for a while: nothing is made up here but the moment.
import { setTimeout as sleep } from 'node:timers/promises'
import { queryClickHouse } from '@millrace/engine/testing/query-clickhouse.ts'
import { afterAll } from 'vitest'
import { faultTest } from '../matrix/fault-test.ts'
import { oneOf } from '../matrix/random-numbers.ts'
import { seedDisturbed } from '../pipeline/seed-disturbed.ts'
import { openTestPipeline, PipelineTry } from '../pipeline/test-pipeline.ts'
import { AnsweringProxy } from './answering-proxy.ts'

const pipeline = await openTestPipeline()
const proxy = await AnsweringProxy.open(() => pipeline.clickHouse.endpoint.url)
afterAll(() => proxy.close())
const size = { rowCount: 100_000, batchRows: 5_000 }

/** What a user's profile can have, and what the server then says: 241, 159, 164, 252. */
const profiles: readonly Readonly<Record<string, string>>[] = [
  { max_memory_usage: '1000000' },
  { max_execution_time: '0.001', timeout_overflow_mode: 'throw' },
  { readonly: '1' },
  { max_partitions_per_insert_block: '1', throw_on_max_partitions_per_insert_block: '1' },
]

faultTest(
  {
    id: 'clickhouse-real-profiles',
    part: 'ClickHouse',
    fault: 'limits of memory, time and partitions, and read-only users, of a real server',
    holds: 'each insert is tried again, no dead letters',
    times: { short: 0, full: 20 },
  },
  async (random) => {
    const before = proxy.interferedCount
    const outcome = await seedDisturbed(new PipelineTry(pipeline, { CLICKHOUSE_URL: proxy.url }), {
      ...size,
      disturb: (over) =>
        proxy.interfereUntil(over, ({ query }) =>
          /INSERT INTO .*page_events/.test(query) && random() < 0.4 ? { settings: oneOf(profiles, random) } : undefined,
        ),
    })
    if (proxy.interferedCount === before) throw new Error('no insert has met a limit')
    return outcome
  },
)

const tables = ['page_events', 'page_events_by_minute', 'page_events_by_hour', 'page_events_actors_by_day'] as const
const refusals = [
  'parts_to_throw_insert = 1, parts_to_delay_insert = 1, max_delay_to_insert = 0',
  'table_readonly = 1',
] as const

faultTest(
  {
    id: 'clickhouse-real-tables',
    part: 'ClickHouse',
    fault: 'the table or one of its rollups is read-only or has too many parts for a while, on a real server',
    holds: 'what the table took and a rollup refused is in all of them once, no dead letters',
    times: { short: 1, full: 20 },
  },
  async (random) => {
    const attempt = new PipelineTry(pipeline)
    let refusedCount = 0
    const outcome = await seedDisturbed(attempt, {
      ...size,
      disturb: async (over) => {
        while (!over.aborted) {
          await sleep(random() * 500)
          const altered = `ALTER TABLE ${attempt.name}.${oneOf(tables, random)}`
          const setting = oneOf(refusals, random)
          if (await isAltered(`${altered} MODIFY SETTING ${setting}`)) refusedCount++
          else continue
          await sleep(random() * 1_000)
          await query(`${altered} RESET SETTING ${setting.replaceAll(/ = \d/g, '')}`)
        }
      },
    })
    if (refusedCount === 0) throw new Error('no table was ever altered')
    return outcome
  },
)

function query(sql: string): Promise<string> {
  return queryClickHouse(pipeline.clickHouse.endpoint.url, sql)
}

/** False as long as the table is not made yet. */
async function isAltered(sql: string): Promise<boolean> {
  try {
    await query(sql)
    return true
  } catch (error) {
    if (/UNKNOWN_(?:TABLE|DATABASE)/.test(String(error))) return false
    throw error
  }
}
