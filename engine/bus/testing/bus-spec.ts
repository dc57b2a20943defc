// A bus as plain values, so that a test can have another process open the same one.
import { z } from 'zod'
import { localBus } from '../local/local-bus.ts'
import { openPipelineBus } from '../open-bus.ts'
import type { PipelineBus } from '../pipeline-bus.ts'
import { redisBus } from '../redis/redis-bus.ts'

export const busSpec = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('local'), dir: z.string() }),
  z.object({ kind: z.literal('redis'), url: z.string(), database: z.string() }),
  z.object({ kind: z.literal('both'), dataDir: z.string(), redisUrl: z.string(), database: z.string() }),
])
export type BusSpec = z.output<typeof busSpec>

export function openBusSpec(spec: BusSpec, notify: (message: string) => void): PipelineBus {
  switch (spec.kind) {
    case 'local':
      return localBus(spec.dir, notify)
    case 'redis':
      return redisBus(spec.url, spec.database, notify)
    case 'both':
      return openPipelineBus(spec, notify)
  }
}
