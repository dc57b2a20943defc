import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeVenv } from './make-venv.ts'

const run = promisify(execFile)
let folder = ''
let python = ''

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-python-'))
  const venv = await makeVenv(folder)
  if (!venv.ok) throw new Error(`the Python peer cannot be tested here: ${venv.why}`)
  python = venv.python
})
afterAll(() => rm(folder, { recursive: true, force: true }))

test('its own tests', async () => {
  const { stderr } = await run(python, ['-B', '-m', 'unittest'], { cwd: import.meta.dirname, timeout: 60_000 })
  expect(stderr).toMatch(/^Ran [1-9]\d* tests/m)
})

test('says what it takes', async () => {
  const { stdout } = await run(python, ['-B', join(import.meta.dirname, 'seed.py'), '--help'], { timeout: 60_000 })
  for (const option of ['--url', '--table', '--rows', '--batch-rows']) expect(stdout).toContain(option)
})
