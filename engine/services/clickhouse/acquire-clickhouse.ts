// Gets a lease on the embedded ClickHouse of a DATA_DIR, starting it if nobody has.
import { join } from 'node:path'
import { z } from 'zod'
import { MillraceError } from '../../errors/millrace-error.ts'
import { acquireService } from '../lease/acquire-service.ts'
import type { ClickHouseEndpoint, ServiceLease } from '../service.ts'
import { findLibrary } from './find-library.ts'

const endpoint = z.object({ url: z.string(), tcpPort: z.int(), version: z.string(), processId: z.int() })

interface AcquireClickHouseOptions {
  readonly dataDir: string
  /** Without ports, free ones are chosen and kept for the next time. */
  readonly httpPort?: number
  readonly tcpPort?: number
  /** Told what takes a moment, when this call has to start the server. */
  readonly onStarting?: (message: string) => void
}

/** Throws CONFIG (platform, port, DATA_DIR), DISK_FULL or SERVICE_FAILED; the message says what to do. */
export async function acquireClickHouse(options: AcquireClickHouseOptions): Promise<ServiceLease<ClickHouseEndpoint>> {
  const { dataDir, httpPort, tcpPort, onStarting } = options
  findLibrary()
  const supervisorArguments = [
    ...(httpPort === undefined ? [] : ['--http-port', String(httpPort)]),
    ...(tcpPort === undefined ? [] : ['--tcp-port', String(tcpPort)]),
  ]
  const supervisorFile = join(import.meta.dirname, 'clickhouse-supervisor.ts')
  const kind = { name: 'clickhouse', supervisorFile, supervisorArguments, endpoint }
  const lease = await acquireService(kind, dataDir, onStarting)
  const running = lease.endpoint
  const runningHttpPort = Number(new URL(running.url).port)
  if ((httpPort ?? runningHttpPort) !== runningHttpPort || (tcpPort ?? running.tcpPort) !== running.tcpPort) {
    await lease.release()
    const ports = `HTTP port ${runningHttpPort} and TCP port ${running.tcpPort}`
    throw new MillraceError(
      'CONFIG',
      `the ClickHouse of ${dataDir} runs already, on ${ports}: use those, or stop its users`,
    )
  }
  return lease
}
