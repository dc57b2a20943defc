import { seededEvents } from '@millrace/api/query/testing/seeded-events.ts'
import { testClickHouse } from '@millrace/engine/testing/test-clickhouse.ts'
import { afterAll, test } from 'vitest'
import { servedApi } from '../served-api.ts'
import { fuzzHttp } from './fuzz-http.ts'

const { url } = await testClickHouse()
const seeded = await seededEvents(url, 2_000)
afterAll(() => seeded.close())
const api = await servedApi({ CLICKHOUSE_URL: url, CLICKHOUSE_DATABASE: seeded.warehouse.database })

test('made-up requests', () => fuzzHttp(api, 400))
