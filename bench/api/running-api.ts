// The API in a process of its own, as users run it, for as long as a measurement takes.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '@millrace/engine/services/process/free-port.ts'

const serve = join(import.meta.dirname, '../../api/serve.ts')
const startMsMax = 30_000

export interface RunningApi {
  readonly url: string
  readonly grpcPort: number
  readonly processId: number
  stop(): Promise<void>
}

/** Starts it on a free port, without a limit on requests; resolves when it is ready. */
export async function startApi(dataDir: string, environment: NodeJS.ProcessEnv = {}): Promise<RunningApi> {
  const [port, grpcPort] = [await freePort(), await freePort()]
  const child = spawn(process.execPath, [serve], {
    env: {
      ...process.env,
      DATA_DIR: dataDir,
      API_PORT: String(port),
      GRPC_PORT: String(grpcPort),
      API_RATE_LIMIT: '0',
      LOG_LEVEL: 'warn',
      ...environment,
    },
    stdio: ['ignore', 'inherit', 'inherit'],
  })
  const url = `http://127.0.0.1:${port}`
  const startedAtMs = performance.now()
  while (!(await isReady(url))) {
    if (child.exitCode !== null || performance.now() - startedAtMs > startMsMax) {
      child.kill()
      throw new Error(`the API did not become ready at ${url}`)
    }
    await sleep(100)
  }
  return {
    url,
    grpcPort,
    processId: child.pid ?? 0,
    async stop() {
      if (child.exitCode !== null) return
      child.kill('SIGTERM')
      await once(child, 'exit')
    },
  }
}

async function isReady(url: string): Promise<boolean> {
  return fetch(`${url}/readyz`).then(
    ({ ok }) => ok,
    () => false, // not there yet: that is what is being waited for
  )
}
