// Names the staging stream that a process uses, the same on every process that uses the same one: what is staged in it is
// counted once, however many tell of it.
import { hostname } from 'node:os'
import type { Config } from '../config/config.ts'
import type { StagingKind } from '../staging/staging.ts'

export function stagingStream(config: Config, kind: StagingKind): string {
  const here = `${hostname()}:${config.DATA_DIR}`
  switch (kind) {
    case 'kafka':
      return [
        'kafka',
        config.KAFKA_BROKERS?.toSorted().join(',') ?? here,
        config.KAFKA_TOPIC,
        // Those that ClickHouse consumes are other topics.
        ...(config.DRAIN === 'clickhouse' ? ['clickhouse', config.CLICKHOUSE_DATABASE] : []),
      ].join(' ')
    case 'spool':
      return `spool ${here} ${config.CLICKHOUSE_DATABASE}`
    case 'none':
      return `none ${hostname()} ${process.pid}`
  }
}
