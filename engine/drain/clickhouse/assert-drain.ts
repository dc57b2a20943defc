// Whether the configured drain can be had with the staging that was chosen. Throws `CONFIG` when not, before anything is started.
import type { Config } from '../../config/config.ts'
import { configError, MillraceError } from '../../errors/millrace-error.ts'
import type { AcquireKafka, StagingChoice } from '../../staging/choose-staging.ts'

const loopback = /^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/

/** For `DRAIN=clickhouse`: how to get at the Kafka that ClickHouse consumes. */
export function assertClickHouseDrain(config: Config, choice: StagingChoice): AcquireKafka {
  if (choice.acquireKafka === undefined) {
    throw configError(
      'DRAIN',
      'clickhouse',
      `ClickHouse consumes from Kafka alone, and what is staged goes to ${choice.description}: set STAGING=kafka, or DRAIN=millrace`,
    )
  }
  const { CLICKHOUSE_URL: urls = [], CLICKHOUSE_CLUSTER: cluster, KAFKA_BROKERS: brokers } = config
  if (cluster !== undefined) {
    throw configError(
      'DRAIN',
      'clickhouse',
      'with CLICKHOUSE_CLUSTER it can only be millrace, which knows whose a block is',
    )
  }
  const elsewhere = urls.map((url) => new URL(url)).find(({ hostname }) => !loopback.test(hostname))
  if (elsewhere !== undefined && brokers === undefined) {
    throw new MillraceError(
      'CONFIG',
      `DRAIN=clickhouse needs a Kafka that ClickHouse at ${elsewhere.host} can reach, and the local one listens on this machine's loopback: set KAFKA_BROKERS`,
    )
  }
  return choice.acquireKafka
}
