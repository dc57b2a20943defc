// The API in a process of its own, as users run it, for as long as a measurement takes.
import { once } from 'node:events'
import { freePort } from '@millrace/engine/services/process/free-port.ts'
import { serveApi } from '../../api/testing/serve-api.ts'

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
  const url = `http://127.0.0.1:${port}`
  const ofApi = {
    ...process.env,
    DATA_DIR: dataDir,
    API_PORT: String(port),
    GRPC_PORT: String(grpcPort),
    API_RATE_LIMIT: '0',
    LOG_LEVEL: 'warn',
    ...environment,
  }
  const child = await serveApi(url, ofApi, startMsMax)
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
