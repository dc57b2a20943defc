// `setup.sh` as a new user runs it, twice, but for the system's packages, which a test leaves alone.
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, realpath, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { minimalEnvironment } from '@millrace/engine/services/process/minimal-environment.ts'
import { freePort } from '@millrace/engine/services/process/free-port.ts'
import { overview } from '@millrace/schemas/api/answers/overview.ts'
import { afterAll, beforeAll, expect, inject, test, vi } from 'vitest'
import { buildDashboard } from './e2e/testing/build-dashboard.ts'
import { oncePerRun } from './e2e/testing/once-per-run.ts'

vi.setConfig({ testTimeout: 300_000 })
const root = import.meta.dirname
const envFile = join(root, '.env')
const hadEnvFile = existsSync(envFile)
let environment: Record<string, string>
let api: string

interface Result {
  readonly code: number
  readonly said: string
}

/** `said` is what came on both streams. */
function setup(...args: string[]): Promise<Result> {
  return new Promise((resolve) => {
    const child = execFile(
      join(root, 'setup.sh'),
      ['--no-packages', ...args],
      { env: { ...minimalEnvironment(), ...environment } },
      (error, stdout, stderr) => resolve({ code: error === null ? 0 : Number(error.code), said: stdout + stderr }),
    )
    child.stdin?.end()
  })
}

beforeAll(async () => {
  // Or make would build it while others serve it.
  await oncePerRun('dashboard', () => buildDashboard(inject('dataDir')))
  await utimes(join(root, 'ui/dist/index.html'), new Date(), new Date())
  const dataDir = await realpath(await mkdtemp(join(tmpdir(), 'millrace-setup-')))
  const apiPort = await freePort()
  api = `http://127.0.0.1:${apiPort}`
  environment = { DATA_DIR: dataDir, STAGING: 'spool', API_PORT: String(apiPort), UI_PORT: '0', GRPC_PORT: '0' }
})

afterAll(async () => {
  await setup('--stop')
  await rm(environment['DATA_DIR'] ?? '', { recursive: true, force: true, maxRetries: 50, retryDelay: 200 })
  if (!hadEnvFile) await rm(envFile, { force: true })
})

test('ends with rows in the table and the dashboard running; run again, it changes nothing; --stop ends it', async () => {
  const first = await setup('--yes', '--rows', '2e4')
  expect(first.code, first.said).toBe(0)
  expect(first.said).toMatch(/20,000 rows on these \d+ cores: about 0:0\d/)
  expect(first.said).toContain(`dashboard      ${api}`)
  const read = async (): Promise<unknown> => (await fetch(`${api}/metrics/overview`)).json()
  await expect.poll(async () => overview.parse(await read()).total_events, { timeout: 30_000 }).toBe(20_000)
  expect(await (await fetch(api)).text()).toContain('<div id="app"')
  const settings = await readFile(envFile, 'utf8')

  const second = await setup('--yes', '--rows', '2e4')
  expect(second.code, second.said).toBe(0)
  for (const text of ['.env: there, left as it is', 'running already', 'already complete']) {
    expect(second.said).toContain(text)
  }
  expect(await readFile(envFile, 'utf8')).toBe(settings)

  expect((await setup('--stop')).said).toContain('have ended')
  await expect(fetch(api)).rejects.toThrow()
  expect((await setup('--stop')).said).toContain('nothing that this script started is running')
})

test.each([
  ['an option that there is not', ['--row', '1e6'], 2, '--row is not an option'],
  ['more rows than the disk has room for', ['--yes', '--rows', '1e14'], 1, 'not enough\nFree some disk'],
  ['seeding, when nobody is there to agree', ['--rows', '2e4'], 1, 'Nobody is there to answer: say --yes.'],
  ['nothing: help', ['--help'], 0, '--no-seed'],
])('%s', async (_, args, code, text) => {
  const result = await setup(...args)
  expect(result.said).toContain(text)
  expect(result.code).toBe(code)
})
