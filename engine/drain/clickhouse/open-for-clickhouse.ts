// Staging whose consumer is ClickHouse, for a process that only stages.
import type { Config } from '../../config/config.ts'
import type { AcquireKafka } from '../../staging/choose-staging.ts'
import type { Staging } from '../../staging/staging.ts'
import { ClickHouseStaging } from './clickhouse-staging.ts'

export interface OpenedForClickHouse {
  readonly staging: Staging
  close(): Promise<void>
}

export async function openForClickHouse(
  config: Config,
  acquireKafka: AcquireKafka,
  notify: (message: string) => void,
): Promise<OpenedForClickHouse> {
  const { access, release } = await acquireKafka(notify)
  try {
    const staging = await ClickHouseStaging.open({ config, access })
    return {
      staging,
      async close() {
        await staging.close()
        await release()
      },
    }
  } catch (error) {
    await release()
    throw error
  }
}
