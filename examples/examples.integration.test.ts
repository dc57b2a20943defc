// Every example does what it says, against the real API: what it sends is staged.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { openSpoolStaging } from '@millrace/engine/staging/spool/open-spool-staging.ts'
import { eventsTaken } from '@millrace/schemas/api/answers/events-taken.ts'
import { expect, test } from 'vitest'
import { testApi, type TestApi } from '../api/testing/test-api.ts'

const token = 'a-token-of-some-length'

async function stagedRows({ config }: TestApi): Promise<number> {
  const staging = await openSpoolStaging({ dir: join(config.DATA_DIR, 'spool', config.CLICKHOUSE_DATABASE) })
  const { blocks } = await staging.backlog()
  let [rows, seen] = [0, 0]
  for await (const each of await staging.consume({ blocksInFlightMax: Math.max(1, blocks) })) {
    if (each.ok) rows += each.block.header.rowCount
    if (++seen === blocks) break
  }
  await staging.close()
  return rows
}

test.each([
  ['bash', 'send.sh'],
  [process.execPath, 'send.ts'],
  ['python3', 'send.py'],
])('%s %s', async (program, file) => {
  for (const API_TOKEN of [undefined, token]) {
    const api = await testApi({
      STAGING: 'spool',
      CLICKHOUSE_URL: 'http://127.0.0.1:1',
      ...(API_TOKEN && { API_TOKEN }),
    })
    const { stdout } = await promisify(execFile)(program, [join(import.meta.dirname, file)], {
      env: { PATH: process.env['PATH'], API_URL: api.url, ...(API_TOKEN && { API_TOKEN }) },
      timeout: 60_000,
    })
    expect(eventsTaken.parse(JSON.parse(stdout))).toEqual({ accepted: 2, rejected: [], rejected_total: 0 })
    expect(await stagedRows(api)).toBe(2)
  }
})
