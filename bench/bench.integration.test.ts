import { spawn } from 'node:child_process'
import { mkdir, mkdtemp, readdir, readFile, readlink, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { benchReportSchema } from './report/bench-report.ts'

const program = join(import.meta.dirname, 'bench.ts')
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'millrace-bench-test-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

interface Ended {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
}

/** As `make bench` runs it, with a folder for temporary files of its own; is interrupted when stderr shows `interruptAt`. */
async function bench(name: string, options: Record<string, string>, interruptAt?: string): Promise<Ended> {
  const TMPDIR = join(folder, name)
  await mkdir(TMPDIR, { recursive: true })
  // A server of the user's, which must not be touched: nothing listens there, so whoever uses it fails.
  const users = { CLICKHOUSE_URL: 'http://127.0.0.1:9', KAFKA_BROKERS: '127.0.0.1:9', DATA_DIR: '/nowhere' }
  const { PATH, HOME } = process.env
  const child = spawn(process.execPath, [program], { env: { PATH, HOME, TMPDIR, ...users, ...options } })
  let [stdout, stderr] = ['', '']
  child.stdout.on('data', (chunk: Buffer) => (stdout += String(chunk)))
  child.stderr.on('data', (chunk: Buffer) => {
    const isNew = !stderr.includes(interruptAt ?? '')
    stderr += String(chunk)
    if (interruptAt !== undefined && isNew && stderr.includes(interruptAt)) child.kill('SIGINT')
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  return { code, stdout, stderr }
}

/** Neither files nor processes. */
async function expectNothingLeft(name: string): Promise<void> {
  expect(await readdir(join(folder, name))).toEqual([])
  expect(await processesIn(join(folder, name))).toEqual([])
}

async function processesIn(dir: string): Promise<string[]> {
  const ids = (await readdir('/proc')).filter((entry) => /^\d+$/.test(entry))
  // A process may end while we look at it.
  const folders = await Promise.all(ids.map((id) => readlink(`/proc/${id}/cwd`).catch(() => '')))
  return folders.filter((each) => each.startsWith(dir))
}

test('a small bench ends with a valid report, and leaves nothing else', { timeout: 240_000 }, async () => {
  const OUT = join(folder, 'reports')
  const options = { ROWS: '1e5', ROUNDS: '1', ONLY: 'limits,seed', OUT }
  const { code, stdout, stderr } = await bench('whole', options)
  expect(code, stderr).toBe(0)
  const report = benchReportSchema.parse(JSON.parse(await readFile(join(OUT, 'latest.json'), 'utf8')))
  expect(report.skipped).toEqual([])
  expect(report).toMatchObject({ rows: 1e5, rounds: 1, dataset: 'page_events', stages: [], sweeps: [] })
  expect(report.command).toBe(`make bench ROWS=1e5 ROUNDS=1 ONLY=limits,seed OUT=${OUT}`)
  const seeds = report.runs.filter(({ kind }) => kind === 'seed')
  expect(seeds.map(({ id }) => id)).toEqual([
    'seed rowbinary none',
    'seed rowbinary spool',
    'seed rowbinary kafka',
    'seed native none',
    'seed native spool',
    'seed native kafka',
  ])
  for (const run of seeds) {
    expect(run.rows).toBe(1e5)
    expect(run.ratioToLimit?.median).toBeGreaterThan(0)
    expect(run.ratioToServer?.median).toBeGreaterThan(0)
    expect(run.cpuSecondsPerMillionRows?.clickhouse.median).toBeGreaterThan(0)
    expect(stdout).toContain(run.id)
  }
  expect(seeds.find(({ id }) => id === 'seed native kafka')?.cpuSecondsPerMillionRows?.kafka.median).toBeGreaterThan(0)
  expect(await readdir(OUT)).toEqual(expect.arrayContaining(['latest.json', 'latest.md', 'latest.html']))
  await expectNothingLeft('whole')
})

test('Ctrl-C ends it with what was measured so far, without a report, and leaves nothing', async () => {
  const OUT = join(folder, 'interrupted-reports')
  const options = { ROWS: '3e5', ROUNDS: '9', ONLY: 'limits', OUT }
  const { code, stdout, stderr } = await bench('interrupted', options, 'round 1 of 9')
  expect(code, stderr).toBe(130)
  expect(stderr).toContain('no report is written')
  expect(stdout).toContain('limit ')
  expect(stderr).not.toContain('round 2 of 9')
  await expect(readdir(OUT)).rejects.toThrow('ENOENT')
  await expectNothingLeft('interrupted')
})

test('wrong usage is refused before anything is started', async () => {
  const { code, stderr, stdout } = await bench('wrong', { ONLY: 'everything' })
  expect(code).toBe(2)
  expect(stderr).toBe('ONLY=everything is not valid: it may be one or several of stages,limits,seed,peers,sweeps\n')
  expect(stdout).toBe('')
  await expectNothingLeft('wrong')
})
