// Gets a lease on the local Redis of a DATA_DIR, starting it if nobody has.
import { join } from 'node:path'
import { z } from 'zod'
import { acquireService } from '../lease/acquire-service.ts'
import type { RedisEndpoint, ServiceLease } from '../service.ts'

const endpoint = z.object({ url: z.string(), processId: z.int() })

interface AcquireRedisOptions {
  readonly dataDir: string
  /** Told what takes a moment, when this call has to start the server. */
  readonly onStarting?: (message: string) => void
}

/** Throws CONFIG (DATA_DIR), DISK_FULL or SERVICE_FAILED; the message says what to do. */
export async function acquireRedis(options: AcquireRedisOptions): Promise<ServiceLease<RedisEndpoint>> {
  const supervisorFile = join(import.meta.dirname, 'redis-supervisor.ts')
  const kind = { name: 'redis', supervisorFile, supervisorArguments: [], endpoint }
  return acquireService(kind, options.dataDir, options.onStarting)
}
