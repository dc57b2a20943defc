// The local services that `make up` holds for as long as it runs, so that no part of it that dies takes one with it. What is
// configured elsewhere is left to the parts.
import type { Config } from '@millrace/engine/config/config.ts'
import { assertClickHouseDrain } from '@millrace/engine/drain/clickhouse/assert-drain.ts'
import { MillraceError } from '@millrace/engine/errors/millrace-error.ts'
import { acquireClickHouse } from '@millrace/engine/services/clickhouse/acquire-clickhouse.ts'
import { acquireKafka } from '@millrace/engine/services/kafka/acquire-kafka.ts'
import { acquireRedis } from '@millrace/engine/services/redis/acquire-redis.ts'
import { findRedis } from '@millrace/engine/services/redis/find-redis.ts'
import type { ServiceLease } from '@millrace/engine/services/service.ts'
import { chooseStaging } from '@millrace/engine/staging/choose-staging.ts'

export interface SharedServices {
  /** What the parts have to be told: variables by name. */
  readonly environment: Readonly<Record<string, string>>
  /** Lets go of all; each stops soon after, unless somebody else uses it. */
  release(): Promise<void>
}

/** Throws `CONFIG`, `SERVICE_FAILED` or `DISK_FULL`; then none is held. */
export async function acquireServices(config: Config, notify: (message: string) => void): Promise<SharedServices> {
  const { DATA_DIR: dataDir } = config
  const staging = await chooseStaging(config)
  if (staging.kind === 'none') {
    throw new MillraceError(
      'CONFIG',
      'STAGING=none leaves nothing for make up to drain. It may be auto, kafka or spool',
    )
  }
  if (config.DRAIN === 'clickhouse') assertClickHouseDrain(config, staging)
  notify(`staging: ${staging.description}`)
  const environment: Record<string, string> = { STAGING: staging.kind }
  const leases: ServiceLease<object>[] = []
  const release = async (): Promise<void> => {
    await Promise.all(leases.map((lease) => lease.release()))
  }
  const hold = <Endpoint extends object>(name: string, lease: ServiceLease<Endpoint>): Endpoint => {
    leases.push(lease)
    lease.onRestart(() => notify(`${name} was started again`))
    return lease.endpoint
  }
  const options = { dataDir, onStarting: notify }
  try {
    if (config.CLICKHOUSE_URL === undefined) {
      const { version, url } = hold('embedded ClickHouse', await acquireClickHouse(options))
      notify(`warehouse: embedded ClickHouse ${version} at ${url}`)
    }
    if (staging.kind === 'kafka' && config.KAFKA_BROKERS === undefined) {
      const { version, broker } = hold('local Kafka', await acquireKafka(options))
      notify(`local Kafka ${version} at ${broker}`)
    }
    if (config.REDIS_URL === undefined && (await findRedis()) !== undefined) {
      const { url } = hold('local Redis', await acquireRedis(options))
      notify(`local Redis at ${url}`)
      environment['REDIS_URL'] = url
    }
    return { environment, release }
  } catch (error) {
    await release()
    throw error
  }
}
