// What a running API really exports, once it was asked for something.
import { testApi } from '../../api/testing/test-api.ts'
import { exportedMetrics } from './exported-metrics.ts'

/** Call it in a test. Every service it could have is away: names and labels do not depend on that. */
export async function scrapedApi(): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const api = await testApi({
    STAGING: 'spool',
    CLICKHOUSE_URL: 'http://127.0.0.1:1',
    REDIS_URL: 'redis://127.0.0.1:1',
  })
  await api.get('/healthz')
  return exportedMetrics(String((await api.get('/metrics')).body))
}
