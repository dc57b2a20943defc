import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { findGo } from './find-go.ts'

const testMsMax = 10 * 60_000

test('its own tests', { timeout: testMsMax }, async () => {
  const go = await findGo()
  if (go === undefined) throw new Error('the Go peer cannot be tested here: no go in PATH or /usr/local/go/bin')
  const limit = { cwd: import.meta.dirname, timeout: testMsMax, killSignal: 'SIGKILL' } as const
  const { stdout } = await promisify(execFile)(go, ['test', '-count=1', '.'], limit)
  expect(stdout).toMatch(/^ok\s/m)
})
