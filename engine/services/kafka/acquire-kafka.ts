// Gets a lease on the local Kafka of a DATA_DIR, fetching its jars and starting it if nobody has.
import { join } from 'node:path'
import { z } from 'zod'
import { MillraceError } from '../../errors/millrace-error.ts'
import { acquireService } from '../lease/acquire-service.ts'
import type { KafkaEndpoint, ServiceLease } from '../service.ts'
import { findJava } from './find-java.ts'
import { ensureKafkaJars } from './kafka-jars.ts'

const endpoint = z.object({ broker: z.string(), version: z.string(), processId: z.int() })

interface AcquireKafkaOptions {
  readonly dataDir: string
  /** Where the broker tells its clients to come, when something is to stand between; only for whoever starts it. */
  readonly advertisedPort?: number
  /** Told what takes a moment, when this call has to fetch the jars or start the broker. */
  readonly onStarting?: (message: string) => void
}

/** Throws CONFIG (DATA_DIR), DISK_FULL or SERVICE_FAILED; the message says what to do. */
export async function acquireKafka(options: AcquireKafkaOptions): Promise<ServiceLease<KafkaEndpoint>> {
  const java = await findJava()
  if (!java.found) throw new MillraceError('SERVICE_FAILED', `the local Kafka cannot run: ${java.reason}`)
  await ensureKafkaJars(options.onStarting)
  const supervisorFile = join(import.meta.dirname, 'kafka-supervisor.ts')
  const { advertisedPort } = options
  const supervisorArguments = advertisedPort === undefined ? [] : ['--advertised-port', String(advertisedPort)]
  const kind = { name: 'kafka', supervisorFile, supervisorArguments, endpoint }
  return acquireService(kind, options.dataDir, options.onStarting)
}
