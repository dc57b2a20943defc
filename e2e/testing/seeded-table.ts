// A table with rows that many test files read and none changes: seeded once for the run, by the command that users type.
import { inject } from 'vitest'
import { join } from 'node:path'
import { runMillrace } from '@millrace/engine/testing/run-millrace.ts'
import { testClickHouse } from '@millrace/engine/testing/test-clickhouse.ts'
import { beforeAll } from 'vitest'
import { oncePerRun } from './once-per-run.ts'

const rowCount = 200_000
const database = 'test_dashboard'
const hourMs = 3_600_000
const dayMs = 24 * hourMs

export interface SeededTable {
  /** Where the table is, for `testApi`. */
  readonly environment: Readonly<Record<string, string>>
  readonly rowCount: number
  /** Whole hours within the rows' times: a range that counts the same whenever it is asked for. */
  readonly range: { readonly from: string; readonly to: string }
}

/** Call it at the top of a test file: `const table = await seededTable()`. */
export async function seededTable(): Promise<SeededTable> {
  const { url } = await testClickHouse()
  const environment = { CLICKHOUSE_URL: url, CLICKHOUSE_DATABASE: database }
  beforeAll(() =>
    oncePerRun('seed', async () => {
      const dataDir = join(inject('dataDir'), 'dashboard-seed')
      const args = ['seed', '--rows', String(rowCount), '--staging', 'none']
      const { ended, stderr } = await runMillrace(args, { ...environment, DATA_DIR: dataDir })
      if (ended !== 0) throw new Error(stderr)
    }),
  )
  const nowMs = Math.floor(Date.now() / hourMs) * hourMs
  const range = {
    from: new Date(nowMs - 20 * dayMs).toISOString(),
    to: new Date(nowMs - 2 * hourMs).toISOString(),
  }
  return { environment, rowCount, range }
}
