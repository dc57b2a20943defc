// The bus that is configured: the sockets of this machine always, and Redis beside them when there is one, for other hosts.
import { join } from 'node:path'
import { localBus } from './local/local-bus.ts'
import { newestOnly } from './newest-only.ts'
import type { PipelineBus } from './pipeline-bus.ts'
import { redisBus } from './redis/redis-bus.ts'

export interface PipelineBusOptions {
  readonly dataDir: string
  readonly redisUrl: string | undefined
  /** Pipelines are seen by those who watch the same ClickHouse database. */
  readonly database: string
}

/** Opens nothing yet. Nothing rejects later on: trouble is told to `notify`, and seeding goes on without. */
export function openPipelineBus(options: PipelineBusOptions, notify: (message: string) => void): PipelineBus {
  const { dataDir, redisUrl, database } = options
  const local = localBus(join(dataDir, 'bus', database), notify)
  return redisUrl === undefined ? local : bothOf([local, redisBus(redisUrl, database, notify)])
}

function bothOf(buses: readonly PipelineBus[]): PipelineBus {
  return {
    async publisher() {
      const publishers = await Promise.all(buses.map((bus) => bus.publisher()))
      return {
        publish(snapshot) {
          for (const publisher of publishers) publisher.publish(snapshot)
        },
        close: () => closeAll(publishers),
      }
    },
    async subscribe(listener) {
      const newest = newestOnly(listener)
      const subscriptions = await Promise.all(buses.map((bus) => bus.subscribe(newest)))
      return { close: () => closeAll(subscriptions) }
    },
  }
}

async function closeAll(opened: readonly { close(): Promise<void> }[]): Promise<void> {
  await Promise.all(opened.map((each) => each.close()))
}
