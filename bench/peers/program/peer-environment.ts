// The environment that tells a peer's program which ClickHouse to fill.
import type { Config } from '@millrace/engine/config/config.ts'
import { serverUrl } from './server-url.ts'

/** This process's environment, with the arena's server in place of what it may say about one. */
export async function peerEnvironment(config: Config): Promise<NodeJS.ProcessEnv> {
  return {
    ...process.env,
    DATA_DIR: config.DATA_DIR,
    CLICKHOUSE_URL: await serverUrl(config),
    CLICKHOUSE_USER: config.CLICKHOUSE_USER,
    CLICKHOUSE_PASSWORD: config.CLICKHOUSE_PASSWORD,
    CLICKHOUSE_DATABASE: config.CLICKHOUSE_DATABASE,
    INSERTS_IN_FLIGHT: String(config.INSERTS_IN_FLIGHT),
  }
}
