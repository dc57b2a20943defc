// Every example does what it says, against the real API: what it sends is staged.
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { spoolDir } from '@millrace/engine/staging/spool/spool-paths.ts'
import { stagedRows } from '@millrace/engine/staging/testing/staged-rows.ts'
import { eventsTaken } from '@millrace/schemas/api/answers/events-taken.ts'
import { expect, test } from 'vitest'
import { testApi } from '../api/testing/test-api.ts'

const token = 'a-token-of-some-length'

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
    expect((await stagedRows(spoolDir(api.config))).rows).toBe(2)
  }
})
