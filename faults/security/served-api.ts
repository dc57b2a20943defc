// The API as `make api` runs it, in a process of its own, for tests that attack it: whether it lives, what it logs, what it takes.
import { spawn, type ChildProcess } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { freePort } from '@millrace/engine/services/process/free-port.ts'
import { bareEnvironment } from '@millrace/engine/testing/bare-environment.ts'
import { afterAll, expect, inject, vi } from 'vitest'

const serve = join(import.meta.dirname, '../../api/serve.ts')
/** Ends with the process that started it, however that ends. */
const upChild = join(import.meta.dirname, '../../api/up/up-child.ts')
const startMsMax = 90_000
const stopMsMax = 20_000

export interface ServedApi {
  readonly port: number
  readonly grpcPort: number
  readonly dataDir: string
  readonly processId: number
  /** All that it has said on stdout and stderr. */
  readonly output: () => string
  readonly rssBytes: () => Promise<number>
  /** Fails when its process has ended, it does not answer, or it has logged what nobody foresaw. */
  expectSound(): Promise<void>
}

/** Call it at the top of a test file, not in a test; it ends after its last test. Nothing is inserted of what it stages. */
export async function servedApi(environment: Readonly<Record<string, string>>): Promise<ServedApi> {
  const dataDir = join(inject('dataDir'), `attacked-${randomUUID()}`)
  const port = await freePort()
  const grpcPort = await freePort([port])
  const child = spawn(
    process.execPath,
    ['--disable-warning=ExperimentalWarning', upChild, String(process.pid), serve],
    {
      env: bareEnvironment({
        DATA_DIR: dataDir,
        STAGING: 'spool',
        STAGED_BYTES_MAX: String(2 ** 40),
        API_PORT: String(port),
        GRPC_PORT: String(grpcPort),
        API_RATE_LIMIT: '0',
        LOG_LEVEL: 'warn',
        ...environment,
      }),
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  )
  let said = ''
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += String(chunk)))
  afterAll(() => ended(child))
  const isAlive = (): Promise<boolean> =>
    fetch(`http://127.0.0.1:${port}/healthz`).then(
      ({ ok }) => ok,
      () => false, // it may not listen yet
    )
  await vi.waitUntil(async () => child.exitCode !== null || (await isAlive()), { timeout: startMsMax, interval: 50 })
  if (child.exitCode !== null) throw new Error(`the API did not start: ${said}`)
  const processId = child.pid ?? 0
  return {
    port,
    grpcPort,
    dataDir,
    processId,
    output: () => said,
    rssBytes: async () =>
      1024 * Number(/VmRSS:\s+(\d+)/.exec(await readFile(`/proc/${processId}/status`, 'utf8'))?.[1]),
    async expectSound() {
      expect([child.exitCode, child.signalCode]).toEqual([null, null])
      expect(await isAlive()).toBe(true)
      expect(said.split('\n').filter((line) => /"level":"(error|fatal)"/.test(line))).toEqual([])
    },
  }
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  const timer = setTimeout(() => child.kill('SIGKILL'), stopMsMax)
  await gone
  clearTimeout(timer)
}
