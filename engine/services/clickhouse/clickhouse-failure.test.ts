import { expect, test } from 'vitest'
import { clickHouseFailure } from './clickhouse-failure.ts'

test.each([
  [
    'Cannot lock file /d/status. Another server instance in same directory is already running. (CANNOT_OPEN_FILE)',
    'SERVICE_FAILED',
    'stop it',
  ],
  ['filesystem error: in create_directories: No space left on device ["/d/tmp"]', 'DISK_FULL', 'free some'],
  ['Cannot open file /d/store/x, errno: 13, strerror: Permission denied.', 'CONFIG', 'permissions'],
  [
    'Poco::Exception. Code: 1000, e.code() = 98, Net Exception: Address already in use: 127.0.0.1:20001',
    'SERVICE_FAILED',
    'port',
  ],
  ['Error: /lib/x86_64-linux-gnu/libc.so.6: version `GLIBC_2.27 not found', 'SERVICE_FAILED', 'CLICKHOUSE_URL'],
  ['Code: 62. DB::Exception: Syntax error', 'SERVICE_FAILED', 'make clean-data'],
])('%s', (output, code, advice) => {
  const failure = clickHouseFailure(output, 'exit code 1', '/d')
  expect(failure.code).toBe(code)
  expect(failure.message).toContain(advice)
  expect(failure.message).toContain(output)
})
